import Taro from '@tarojs/taro'
import { ApiFailure } from '@/api/apiError'
import { toTransportError } from '@/api/transport'
import { UPLOAD_TIMEOUT_MS, type UploadFile } from './upload'

/** Mini-program: `wx.uploadFile`, which posts a form with one file. */
export const uploadFile: UploadFile = async ({ url, headers, picture, onProgress }) => {
  const task = Taro.uploadFile({ url, header: headers, filePath: picture.path, name: 'file', timeout: UPLOAD_TIMEOUT_MS })
  task.progress(({ progress }) => onProgress(progress))
  try {
    const { statusCode, data } = await task
    return { status: statusCode, text: data }
  } catch (thrown) {
    throw new ApiFailure(toTransportError(thrown))
  }
}
