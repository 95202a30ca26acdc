/** A picture that the shopper picked. */
export interface PickedPicture {
  /** Address that shows it on this device: a temporary file of WeChat's, or a blob of the browser. */
  path: string
  /** The browser's own handle on it; WeChat uploads by path. */
  blob?: Blob
}

export interface Upload {
  url: string
  headers: Record<string, string>
  picture: PickedPicture
  /** Whole percent that has left this device. */
  onProgress: (percent: number) => void
}

/** The answer as text, whatever its status. Rejects with `ApiFailure` (`network`, `timeout`) when none came. */
export type UploadFile = (upload: Upload) => Promise<{ status: number; text: string }>

/** A slow phone network takes its time over a picture. */
export const UPLOAD_TIMEOUT_MS = 60_000
