import { BusyError, createLimit } from '../../../../server/modules/pictures/limit'

/** A task that ends when told to. */
function held() {
  let finish: () => void = () => undefined
  let started = false
  const ended = new Promise<void>((resolve) => {
    finish = resolve
  })
  return {
    finish: () => finish(),
    started: () => started,
    task: () => {
      started = true
      return ended
    },
  }
}

/** Lets everything that is ready run. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('createLimit', () => {
  it('runs no more than allowed and goes on in order', async () => {
    const limit = createLimit({ running: 1, waiting: 2 })
    const [first, second, third] = [held(), held(), held()]
    const jobs = [first, second, third].map((job) => limit(job.task))
    await settle()
    expect([first.started(), second.started(), third.started()]).toEqual([true, false, false])
    first.finish()
    await settle()
    expect([second.started(), third.started()]).toEqual([true, false])
    second.finish()
    third.finish()
    await Promise.all(jobs)
  })

  it('refuses what would wait beyond the end of the line', async () => {
    const limit = createLimit({ running: 1, waiting: 1 })
    const [first, second] = [held(), held()]
    const jobs = [limit(first.task), limit(second.task)]
    await expect(limit(() => Promise.resolve())).rejects.toBeInstanceOf(BusyError)
    first.finish()
    second.finish()
    await Promise.all(jobs)
    await expect(limit(() => Promise.resolve('again'))).resolves.toBe('again')
  })

  it('gives the place back after a failure', async () => {
    const limit = createLimit({ running: 1, waiting: 0 })
    await expect(limit(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(limit(() => Promise.resolve('fine'))).resolves.toBe('fine')
  })
})
