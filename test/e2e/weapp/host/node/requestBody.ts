import { isBytes } from '../protocol'

const FORM = 'application/x-www-form-urlencoded'

/** The body that `wx.request` sends for `data`: bytes and strings as they are, objects as JSON or as a form. */
export function encodeBody(data: unknown, contentType: string): Buffer | undefined {
  if (data === undefined || data === null) return undefined
  if (isBytes(data)) return Buffer.from(data.$bytes, 'base64')
  if (typeof data === 'string') return Buffer.from(data)
  return Buffer.from(contentType.startsWith(FORM) ? formOf(data) : JSON.stringify(data))
}

/** On a GET, `data` becomes part of the address. */
export function withData(url: string, data: unknown): string {
  if (data === undefined || data === null || typeof data !== 'object' || isBytes(data)) return url
  const query = formOf(data)
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function formOf(data: object): string {
  return Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
    .join('&')
}

export interface UploadedFile {
  name: string
  fileName: string
  contentType: string
  content: Buffer
}

/** The multipart body of `wx.uploadFile`. */
export function encodeMultipart(boundary: string, fields: Record<string, string>, file: UploadedFile): Buffer {
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.name}"; filename="${file.fileName}"\r\nContent-Type: ${file.contentType}\r\n\r\n`
  return Buffer.concat([...parts, Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)])
}
