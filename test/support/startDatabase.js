const { spawn } = require('node:child_process')
const path = require('node:path')

/** In a process of its own: Jest loads this file without the path aliases that the server's code uses. */
module.exports = async () => {
  if (process.env.TEST_DATABASE_URL) return
  const script = path.join(__dirname, 'databaseProcess.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: path.join(__dirname, '../..'),
    // A group of its own: Ctrl-C reaches the run, which then closes the pipe, and the database ends in order.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  globalThis.__DATABASE_PROCESS__ = child
  process.env.TEST_DATABASE_URL = await new Promise((resolve, reject) => {
    let output = ''
    child.once('exit', (code) => reject(new Error(`the test database did not start (exit code ${code})`)))
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('\n')) resolve(output.trim())
    })
  })
}
