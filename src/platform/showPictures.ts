import Taro from '@tarojs/taro'

/** WeChat's viewer over the page, at `current`. False where it did not open. Taro's copy for H5 knows neither keyboard nor screen reader. */
export function showPictures(paths: string[], current: string): Promise<boolean> {
  return Taro.previewImage({ urls: paths, current }).then(
    () => true,
    () => false,
  )
}
