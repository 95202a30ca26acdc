export interface PictureLoad {
  url: string
  headers: Record<string, string>
  signal?: AbortSignal
}

export interface LoadedPicture {
  status: number
  /** Address that shows it on this device; of a picture only with a status of success. */
  path: string
}

/** Brings a picture of the shopper's own to this device. Rejects with `ApiFailure` (`network`, `timeout`) when no answer came. */
export type LoadPicture = (load: PictureLoad) => Promise<LoadedPicture>

/** A slow phone network takes its time over a picture. */
export const PICTURE_TIMEOUT_MS = 30_000
