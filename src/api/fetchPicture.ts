import { loadPicture } from '@/platform/loadPicture'
import { ApiFailure, type ApiError } from './apiError'
import { clientHeaders, toHttpError } from './transport'

interface PictureRequest {
  /** Path below the host. */
  path: string
  token: string | null
  signal?: AbortSignal
}

/** `transport` for a picture that only its owner sees: resolves with its address on this device, or rejects with `ApiFailure`. */
export async function fetchPicture({ path, token, signal }: PictureRequest): Promise<string> {
  const picture = await loadPicture({ url: `${API_BASE}${path}`, headers: { Accept: 'image/*', ...clientHeaders(token) }, signal })
  if (picture.status >= 200 && picture.status < 300) return picture.path
  throw new ApiFailure(refusal(picture.status))
}

/** The words of a refusal lie in a file that nobody opens: the status has to do. */
function refusal(status: number): ApiError {
  return status === 401 ? { kind: 'auth', reason: 'expired', retryable: false } : toHttpError(status, null)
}
