import { randomUUID } from 'node:crypto'
import type { Bytes } from '../protocol'
import { exchange, HttpTimeout, type HttpResponse } from './httpClient'
import { encodeBody, encodeMultipart, withData, type UploadedFile } from './requestBody'
import { WxFailure } from './wxFailure'

/** `wx.request` knows no PATCH: it fails with "method is invalid" on a phone. */
const METHODS = new Set(['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'])
const DEFAULT_TIMEOUT_MS = 60_000
const ERRNO = { network: 600_003, domain: 600_002, timeout: 5 }

export interface LoggedRequest {
  method: string
  /** Path with query, without the host. */
  path: string
  headers: Record<string, string>
  body: string
  /** 0 while no answer has come. */
  status: number
  failure?: string
}

interface RequestArgs {
  id: number
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string | number | boolean | null>
  timeout?: number
  dataType?: string
  responseType?: string
}

export interface NetworkOptions {
  /** Address compiled into the package; the only one on its domain list. */
  apiBase: string
  /** Where the backend under test really is. */
  backend: string
  appId: string
}

interface Prepared {
  url: string
  method: string
  headers: Record<string, string>
  body?: Buffer
  timeoutMs: number
}

/** The phone's network: `wx.request` and its relatives, sent from here to the real backend. */
export class Network {
  readonly log: LoggedRequest[] = []
  /** Called before a request leaves: a test changes the world between two steps of the app, or throws a `WxFailure`. */
  beforeSend: ((request: LoggedRequest) => void | Promise<void>) | undefined
  /** Called with what the backend answered to the app. */
  onAnswer: ((request: Pick<LoggedRequest, 'method' | 'path'>, data: unknown) => void) | undefined
  online = true
  private readonly running = new Map<number, AbortController>()

  constructor(private readonly options: NetworkOptions) {}

  async request(args: RequestArgs): Promise<unknown> {
    const method = (args.method ?? 'GET').toUpperCase()
    if (!METHODS.has(method)) throw new WxFailure('method is invalid')
    const headers = this.headersFor(args.header)
    const hasBody = method !== 'GET' && method !== 'HEAD'
    const body = hasBody ? encodeBody(args.data, headers['content-type'] ?? '') : undefined
    const url = hasBody ? args.url : withData(args.url, args.data)
    const response = await this.send(args.id, { url, method, headers, body, timeoutMs: args.timeout ?? DEFAULT_TIMEOUT_MS })
    const data = readData(response, args)
    this.onAnswer?.({ method, path: new URL(url).pathname }, data)
    return { ...answerOf(response), data }
  }

  async uploadFile(args: RequestArgs & { name: string; formData?: Record<string, string> }, file: Omit<UploadedFile, 'name'>) {
    const boundary = `----weapp${randomUUID()}`
    const headers = { ...this.headersFor(args.header), 'content-type': `multipart/form-data; boundary=${boundary}` }
    const body = encodeMultipart(boundary, args.formData ?? {}, { ...file, name: args.name })
    const response = await this.send(args.id, { url: args.url, method: 'POST', headers, body, timeoutMs: args.timeout ?? DEFAULT_TIMEOUT_MS })
    return { ...answerOf(response), data: response.body.toString('utf8'), sentBytes: body.length }
  }

  /** Whatever the backend answers becomes a file: WeChat calls a refusal a success too. */
  async downloadFile(args: RequestArgs) {
    const response = await this.send(args.id, { url: args.url, method: 'GET', headers: this.headersFor(args.header), timeoutMs: args.timeout ?? DEFAULT_TIMEOUT_MS })
    const contentType = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
    return { ...answerOf(response), file: { contentType: contentType.split(';')[0] ?? '', content: response.body } }
  }

  abort(id: number) {
    this.running.get(id)?.abort()
  }

  /** A picture or file of the backend, for what the view loads by itself. */
  async load(url: string): Promise<HttpResponse | undefined> {
    const target = this.targetOf(url)
    if (!this.online || target === undefined) return undefined
    return exchange({ url: target, method: 'GET', headers: {}, timeoutMs: DEFAULT_TIMEOUT_MS })
  }

  private async send(id: number, { url, method, headers, body, timeoutMs }: Prepared): Promise<HttpResponse> {
    const target = this.targetOf(url)
    if (target === undefined) throw new WxFailure('url not in domain list', ERRNO.domain)
    const { pathname, search } = new URL(target)
    const entry: LoggedRequest = { method, path: pathname + search, headers, body: body?.toString('utf8') ?? '', status: 0 }
    this.log.push(entry)
    const controller = new AbortController()
    this.running.set(id, controller)
    try {
      await this.beforeSend?.(entry)
      if (!this.online) throw new WxFailure('errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED', ERRNO.network)
      const response = await exchange({ url: target, method, headers, body, timeoutMs, signal: controller.signal })
      entry.status = response.status
      return response
    } catch (thrown) {
      const failure = toFailure(thrown, controller.signal.aborted)
      entry.failure = failure.message
      throw failure
    } finally {
      this.running.delete(id)
    }
  }

  private targetOf(url: string): string | undefined {
    const { apiBase, backend } = this.options
    for (const base of [apiBase, backend]) if (url === base || url.startsWith(`${base}/`) || url.startsWith(`${base}?`)) return backend + url.slice(base.length)
    return undefined
  }

  /** A phone sets its own Referer and no Origin; the app may set neither. */
  private headersFor(given: RequestArgs['header'] = {}): Record<string, string> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== null) headers[name.toLowerCase()] = String(value)
    return {
      ...headers,
      referer: `https://servicewechat.com/${this.options.appId}/0/page-frame.html`,
      'user-agent': 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50 MiniProgramEnv/android',
      'accept-encoding': 'gzip, deflate, br',
    }
  }
}

function toFailure(thrown: unknown, aborted: boolean): WxFailure {
  if (thrown instanceof WxFailure) return thrown
  if (aborted) return new WxFailure('abort')
  if (thrown instanceof HttpTimeout) return new WxFailure('timeout', ERRNO.timeout)
  return new WxFailure(`errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED (${String(thrown)})`, ERRNO.network)
}

function answerOf(response: HttpResponse) {
  return { statusCode: response.status, header: response.headers, cookies: response.cookies }
}

/** `dataType: 'json'` (the default) parses whatever parses and hands over the text of what does not. */
function readData({ body }: HttpResponse, { dataType = 'json', responseType }: RequestArgs): unknown {
  if (responseType === 'arraybuffer') return { $bytes: body.toString('base64') } satisfies Bytes
  const text = body.toString('utf8')
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
