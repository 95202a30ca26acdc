import os from 'node:os'
import { run } from '../../../../server/database/embedded/run'

const account = { spawnIds: {}, prefix: [], owner: null }

test('all that a program printed is there when it has ended, its last words as well', async () => {
  const bytes = 300_000
  const script = `process.stdout.write("x".repeat(${bytes})); process.stderr.write("the end"); process.exitCode = 3`
  const { code, output } = await run(account, process.execPath, ['-e', script], os.tmpdir())
  expect(code).toBe(3)
  expect(output).toHaveLength(bytes + 'the end'.length)
})

test('a program that is not there is an error', async () => {
  await expect(run(account, '/nowhere/initdb', [], os.tmpdir())).rejects.toThrow(/ENOENT/)
})
