import { ApiFailure, type ApiError } from '@/api/apiError'
import { UPLOAD_TIMEOUT_MS, type UploadFile } from './upload'

/** The same on H5. An XMLHttpRequest, because `fetch` tells nothing about what has been sent so far. */
export const uploadFile: UploadFile = ({ url, headers, picture, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = (error: ApiError) => () => reject(new ApiFailure(error))
    request.open('POST', url)
    request.timeout = UPLOAD_TIMEOUT_MS
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? Math.floor((loaded / total) * 100) : 0)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = fail({ kind: 'network', retryable: true })
    request.ontimeout = fail({ kind: 'timeout', retryable: true })
    const form = new FormData()
    form.append('file', picture.blob ?? new Blob(), 'picture')
    request.send(form)
  })
