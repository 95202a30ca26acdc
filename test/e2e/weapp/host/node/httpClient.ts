import http from 'node:http'
import https from 'node:https'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

export interface HttpRequest {
  url: string
  method: string
  headers: Record<string, string>
  body?: Buffer
  timeoutMs: number
  signal?: AbortSignal
}

export interface HttpResponse {
  status: number
  /** Names as the server wrote them; repeated ones joined by a comma, as WeChat does. */
  headers: Record<string, string>
  cookies: string[]
  body: Buffer
}

/** The request ran into its time limit. */
export class HttpTimeout extends Error {
  override name = 'HttpTimeout'
}

/**
 * One HTTP exchange as a phone makes it. Node's own `fetch` is no substitute: it adds `Sec-Fetch-Mode`, by which a
 * server would take the mini-program for a browser.
 */
export function exchange({ url, method, headers, body, timeoutMs, signal }: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? https.request : http.request
    const request = send(url, { method, headers: { ...headers, ...(body ? { 'Content-Length': String(body.length) } : {}) }, signal })
    request.setTimeout(timeoutMs, () => request.destroy(new HttpTimeout(`no answer within ${timeoutMs} ms`)))
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: joinHeaders(response.rawHeaders),
          cookies: response.headers['set-cookie'] ?? [],
          body: decode(Buffer.concat(chunks), response.headers['content-encoding']),
        })
      })
    })
    request.end(body)
  })
}

function joinHeaders(raw: string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2)
    headers[name] = name in headers ? `${headers[name]},${value}` : value
  }
  return headers
}

function decode(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body
  if (encoding === 'gzip') return gunzipSync(body)
  if (encoding === 'br') return brotliDecompressSync(body)
  if (encoding === 'deflate') return inflateSync(body)
  return body
}
