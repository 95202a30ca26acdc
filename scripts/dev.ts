import { endWithParent } from '../server/endWithParent'
import { apiBase, forgetBuild } from './build'
import { bin, say, start } from './run'

/** Port of `devServer` in config/index.ts. */
const H5_ADDRESS = 'http://localhost:10086'

/**
 * `npm run dev:h5` / `dev:weapp`: Taro watching the sources, and beside it the backend, restarted on change.
 * When one ends, the other is ended too.
 */
async function main(platform: string | undefined): Promise<void> {
  if (platform !== 'h5' && platform !== 'weapp') throw new Error('usage: dev h5|weapp')
  await forgetBuild(platform)
  // A sign-in on WeChat's page has to come back to where the app is, and that is Taro's server.
  const env = platform === 'h5' ? { PUBLIC_URL: process.env.PUBLIC_URL ?? H5_ADDRESS } : {}
  // Out of the terminal's process group: Ctrl-C would reach the server twice, from the terminal and from its watcher, and a
  // second signal means "now", which leaves the database running.
  const server = start(bin('tsx'), ['watch', '--clear-screen=false', '--include', 'contract/**', '--include', 'domain/**', 'server/main.ts'], { detached: true, env })
  const taro = start(bin('taro'), ['build', '--type', platform, '--watch'], { env: { NODE_ENV: 'development', TARO_APP_API_BASE: apiBase() } })
  say(platform === 'h5' ? `H5 with hot reload: ${H5_ADDRESS}` : 'Open dist/weapp in WeChat DevTools')
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    server.kill('SIGTERM')
    // Asked kindly, its development server waits for browsers to let go. It holds nothing that could be lost.
    taro.kill('SIGKILL')
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  endWithParent()
  for (const child of [server, taro]) child.on('exit', stop)
}

void main(process.argv[2])
