import { progressBar } from '../../../server/commands/progressBar'

function printed(isTTY: boolean, work: (bar: ReturnType<typeof progressBar>) => void): string {
  let text = ''
  work(
    progressBar({
      isTTY,
      write: (piece: string | Uint8Array) => {
        text += String(piece)
        return true
      },
    }),
  )
  return text
}

const twoSteps = (bar: ReturnType<typeof progressBar>) => {
  bar.begin('Checking')
  for (let done = 0; done <= 1000; done += 1) bar.report(done, 1000)
  bar.begin('Loading')
  bar.end()
  bar.end()
}

test('in a log it is a line for each tenth', () => {
  expect(printed(false, twoSteps).split('\n')).toEqual(['Checking …', ...Array.from({ length: 11 }, (_, i) => `Checking ${i * 10} %`), 'Loading …', ''])
})

test('on a terminal each step has one line, which ends also where nothing was reported', () => {
  const text = printed(true, twoSteps)
  expect(text.split('\n').map((line) => line.split('\r').at(-1))).toEqual([`Checking ${'█'.repeat(30)} 100 %`, 'Loading …', ''])
  expect(text.split('\r')).toHaveLength(102)
})

test('an empty file is read at once', () => {
  expect(printed(false, (bar) => {
    bar.begin('Checking')
    bar.report(0, 0)
  })).toBe('Checking …\nChecking 100 %\n')
})
