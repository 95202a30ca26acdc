import type { PickedPicture } from '@/platform/upload'
import { uploadFile } from '@/platform/uploadFile'
import { ApiFailure } from './apiError'
import { clientHeaders, toHttpError } from './transport'

interface UploadRequest {
  /** Path below the host. */
  path: string
  picture: PickedPicture
  token: string | null
  onProgress: (percent: number) => void
}

/** `transport` for one picture: resolves with the body, or rejects with `ApiFailure`. Never repeated by itself. */
export async function upload<T>({ path, picture, token, onProgress }: UploadRequest): Promise<T> {
  const headers = { Accept: 'application/json', ...clientHeaders(token) }
  const { status, text } = await uploadFile({ url: `${API_BASE}${path}`, headers, picture, onProgress })
  const body = parse(text)
  if (status >= 200 && status < 300) return body as T
  throw new ApiFailure(toHttpError(status, body))
}

/** A proxy in between may answer with a page of its own. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
