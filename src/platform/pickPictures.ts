import Taro from '@tarojs/taro'
import { isTurnedAway } from './turnedAway'
import type { PickedPicture } from './upload'

/** Lets the shopper take or choose up to `count` pictures. None when he turned away; rejects where WeChat cannot show its chooser. */
export async function pickPictures(count: number): Promise<PickedPicture[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'], sourceType: ['camera', 'album'] })
    return tempFiles.map(({ tempFilePath }) => ({ path: tempFilePath }))
  } catch (thrown) {
    if (isTurnedAway(thrown)) return []
    throw thrown
  }
}
