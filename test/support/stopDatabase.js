/** Waits, so that no PostgreSQL and no folder of it outlives the run. */
module.exports = async () => {
  const child = globalThis.__DATABASE_PROCESS__
  if (!child || child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.stdin.end()
  await ended
}
