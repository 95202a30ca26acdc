import { createHash, createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SmsSettings } from '../../server/sms/settings'

export const SETTINGS: Record<SmsSettings['provider'], SmsSettings> = {
  tencent: { provider: 'tencent', region: 'ap-guangzhou', secretId: 'AKIDtest', secretKey: 'tencent-secret-key', appId: '1400006666', signName: '惜食', template: '1234567', templates: { bindPhone: '7654321' } },
  aliyun: { provider: 'aliyun', region: 'cn-hangzhou', secretId: 'LTAItest', secretKey: 'aliyun-secret-key', appId: '', signName: '惜食', template: 'SMS_123456789', templates: { bindPhone: 'SMS_987654321' } },
}

export interface ProviderCall {
  headers: http.IncomingHttpHeaders
  url: string
  body: string
  /** Whether the signature is the one that the provider would compute with our secret. */
  isSigned: boolean
}

/** What the stand-in does with the next call: accepts it, refuses it by the provider's own code, or lets it wait for ever. */
export type Script = 'accept' | 'silence' | 'garbage' | 'cut' | { code: string; message?: string } | { callCode: string }

export interface SmsProviderStandIn {
  /** Host and port. */
  endpoint: string
  calls: ProviderCall[]
  script: Script
  close(): Promise<void>
}

/** A server that speaks the wire of an SMS provider, as far as one call goes. */
export async function startSmsProvider(provider: SmsSettings['provider']): Promise<SmsProviderStandIn> {
  const calls: ProviderCall[] = []
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { headers, url = '', method = '' } = request
      const body = Buffer.concat(chunks).toString()
      const isSigned = provider === 'tencent' ? isTencentSigned(method, headers, body) : isAliyunSigned(method, body)
      calls.push({ headers, url, body, isSigned })
      const { script } = standIn
      if (script === 'silence') return
      if (script === 'cut') return request.socket.destroy()
      const [status, answer] = provider === 'tencent' ? tencentAnswer(script) : aliyunAnswer(script)
      response.writeHead(status, { 'content-type': 'application/json' }).end(script === 'garbage' ? '<html>' : JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const standIn: SmsProviderStandIn = {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    script: 'accept',
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return standIn
}

/** Tencent answers 200 to everything; what became of a number stands in its own status, a refused call in `Error`. */
function tencentAnswer(script: Script): [number, object] {
  if (typeof script === 'object' && 'callCode' in script) return [200, { Response: { Error: { Code: script.callCode, Message: 'refused for 13800138000' }, RequestId: 'tencent-request' } }]
  const Code = typeof script === 'object' ? script.code : 'Ok'
  return [200, { Response: { SendStatusSet: [{ SerialNo: '1', PhoneNumber: '+8613800138000', Fee: 1, SessionContext: '', Code, Message: 'about +8613800138000', IsoCode: 'CN' }], RequestId: 'tencent-request' } }]
}

function aliyunAnswer(script: Script): [number, object] {
  if (typeof script !== 'object') return [200, { Code: 'OK', Message: 'OK', BizId: '9', RequestId: 'aliyun-request' }]
  const [status, Code] = 'callCode' in script ? [400, script.callCode] : [200, script.code]
  return [status, { Code, Message: ('message' in script ? script.message : undefined) ?? 'about 13800138000', RequestId: 'aliyun-request' }]
}

/** TC3-HMAC-SHA256, as Tencent documents it. */
function isTencentSigned(method: string, headers: http.IncomingHttpHeaders, body: string): boolean {
  const { authorization = '', host = '', 'content-type': contentType = '' } = headers
  const timestamp = String(headers['x-tc-timestamp'])
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const [hostname = ''] = host.split(':')
  const scope = `${date}/${hostname.split('.')[0] ?? ''}/tc3_request`
  const canonical = [method, '/', '', `content-type:${contentType}\nhost:${hostname}\n`, 'content-type;host', sha256(body)].join('\n')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = scope.split('/').reduce<string | Buffer>((from, part) => hmac(from, part), `TC3${SETTINGS.tencent.secretKey}`)
  const signature = hmac(key, ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')).toString('hex')
  return authorization === `TC3-HMAC-SHA256 Credential=${SETTINGS.tencent.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
}

/** Alibaba Cloud's RPC signature 1.0: HMAC-SHA1 over the sorted parameters. */
function isAliyunSigned(method: string, body: string): boolean {
  const params = new URLSearchParams(body)
  const given = params.get('Signature')
  params.delete('Signature')
  const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...params].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort().join('&')
  const expected = createHmac('sha1', `${SETTINGS.aliyun.secretKey}&`).update(`${method}&${encode('/')}&${encode(query)}`).digest('base64')
  return given === expected
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
