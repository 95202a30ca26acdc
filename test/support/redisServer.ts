import { createServer, type Server, type Socket } from 'node:net'

/**
 * A stand-in that speaks Redis' wire for what the shop asks of it: counters that expire, in transactions. A real socket
 * to a real client, so that it can be taken away and brought back; on every machine, without installing anything.
 */
export class RedisServer {
  readonly commands: string[] = []
  /** Takes commands and answers none: a Redis that hangs. */
  isMute = false
  private readonly values = new Map<string, { value: number; until: number }>()
  private readonly sockets = new Set<Socket>()
  private server: Server | null = null
  private port = 0

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** At the address it had before, if any. What was counted is still there. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.serve(socket))
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.port, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address === 'object' && address) this.port = address.port
    this.server = server
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    const { server } = this
    this.server = null
    if (server) await new Promise((resolve) => server.close(resolve))
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket)
    let text = ''
    let queue: string[][] | null = null
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket))
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      for (let next = takeCommand(text); next; next = takeCommand(text)) {
        text = next.rest
        const name = next.args[0]?.toUpperCase() ?? ''
        this.commands.push(name)
        let reply = ''
        if (name === 'MULTI') [queue, reply] = [[], '+OK\r\n']
        else if (name === 'EXEC' && queue) [reply, queue] = [`*${queue.length}\r\n${queue.map((args) => this.run(args)).join('')}`, null]
        else if (queue) reply = (queue.push(next.args), '+QUEUED\r\n')
        else reply = this.run(next.args)
        if (!this.isMute) socket.write(reply)
      }
    })
  }

  private run([name = '', key = '', ...rest]: string[]): string {
    const now = Date.now()
    const known = this.values.get(key)
    const live = known && now < known.until ? known : null
    switch (name.toUpperCase()) {
      case 'SET': {
        if (live) return '$-1\r\n'
        this.values.set(key, { value: Number(rest[0]), until: now + Number(rest[2]) })
        return '+OK\r\n'
      }
      case 'INCR':
        return `:${live ? (live.value += 1) : 1}\r\n`
      case 'PTTL':
        return `:${live ? live.until - now : -2}\r\n`
      case 'INFO':
        return bulk('redis_version:7.0.0\r\nloading:0\r\n')
      default:
        return '+OK\r\n'
    }
  }
}

function bulk(text: string): string {
  return `$${Buffer.byteLength(text)}\r\n${text}\r\n`
}

/** One command off the front of what came, or null while it is not whole. Keys of tests are ASCII: characters are bytes. */
function takeCommand(text: string): { args: string[]; rest: string } | null {
  const head = /^\*(\d+)\r\n/.exec(text)
  if (!head) return null
  let at = head[0].length
  const args: string[] = []
  for (let i = 0; i < Number(head[1]); i += 1) {
    const length = /^\$(\d+)\r\n/.exec(text.slice(at))
    if (!length) return null
    at += length[0].length
    const end = at + Number(length[1])
    if (text.length < end + 2) return null
    args.push(text.slice(at, end))
    at = end + 2
  }
  return { args, rest: text.slice(at) }
}
