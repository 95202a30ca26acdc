import Taro from '@tarojs/taro'
import { ApiFailure } from '@/api/apiError'
import { toTransportError } from '@/api/transport'
import { PICTURE_TIMEOUT_MS, type LoadPicture } from './pictureLoad'

/** Mini-program: `wx.downloadFile`, as `<Image>` sends no header. WeChat deletes the temporary file itself. */
export const loadPicture: LoadPicture = async ({ url, headers, signal }) => {
  const task = Taro.downloadFile({ url, header: headers, timeout: PICTURE_TIMEOUT_MS })
  const abort = () => task.abort()
  signal?.addEventListener('abort', abort)
  try {
    // A refusal comes this way too, with the server's words in the file.
    const { statusCode, tempFilePath } = await task
    return { status: statusCode, path: tempFilePath }
  } catch (thrown) {
    throw new ApiFailure(toTransportError(thrown))
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
