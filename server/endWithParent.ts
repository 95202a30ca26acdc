const LOOK_EVERY_MS = 500

/**
 * Ends this program, as SIGTERM does, when the one that started it is gone. `npm start` needs it: npm hands a signal to its
 * shell, the shell dies of it and tells nobody, and shop and database would run on without a terminal. Only below npm:
 * whoever starts the program by hand, in the background, may leave.
 * @returns whether it watches.
 */
export function endWithParent(env: NodeJS.ProcessEnv = process.env): boolean {
  if (env['npm_lifecycle_event'] === undefined) return false
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
  return true
}
