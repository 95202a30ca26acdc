const FOLDER = 'http://tmp/'

/** A grey PNG of one pixel: what matters is that it is a picture of the shopper's phone and not of the backend. */
export const AVATAR_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

export interface TemporaryFile {
  contentType: string
  content: Buffer
}

const EXTENSIONS: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/json': 'json' }

/** Files that WeChat holds for the mini-program: what was picked, and what was downloaded. They outlive a restart here. */
export class TemporaryFiles {
  private readonly files = new Map<string, TemporaryFile>()

  /** Answers the path; the same file twice is two. */
  keep(file: TemporaryFile): string {
    const path = `${FOLDER}${this.files.size + 1}.${EXTENSIONS[file.contentType] ?? 'unknown'}`
    this.files.set(path, file)
    return path
  }

  find(path: string): TemporaryFile | undefined {
    return this.files.get(path)
  }

  /** Whether the address is one of a temporary file, be it there or not. */
  static has(url: string): boolean {
    return url.startsWith(FOLDER)
  }
}
