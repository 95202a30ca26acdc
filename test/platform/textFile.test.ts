import Taro from '@tarojs/taro'
import { canSendFile, copyText, removeTextFile, sendFile, writeTextFile } from '@/platform/textFile'
import { isTurnedAway } from '@/platform/turnedAway'

type Options = { filePath: string; data?: string; success?: () => void; fail?: (cause: { errMsg: string }) => void; complete?: () => void }

const files = new Map<string, string>()
let isFull = false

/** WeChat's answers; Taro passes these through in the mini-program. */
function answerWith(functions: Record<string, unknown>) {
  Object.assign(Taro, functions)
}

beforeEach(() => {
  files.clear()
  isFull = false
  answerWith({
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      writeFile: ({ filePath, data = '', success, fail }: Options) => {
        if (isFull) return fail?.({ errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded' })
        files.set(filePath, data)
        success?.()
      },
      unlink: ({ filePath, complete }: Options) => {
        files.delete(filePath)
        complete?.()
      },
    }),
  })
})

test('one file at a time, and none after it was removed', async () => {
  const path = await writeTextFile('one')
  expect(await writeTextFile('other')).toBe(path)
  expect([...files]).toEqual([['wxfile://usr/my-data.json', 'other']])
  await removeTextFile()
  await expect(removeTextFile()).resolves.toBeUndefined()
  expect(files.size).toBe(0)
})

test('a full phone is a failure', async () => {
  isFull = true
  await expect(writeTextFile('one')).rejects.toThrow('maximum size')
})

test.each([
  ['a sent file', () => Promise.resolve(), true],
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat rejects with plain objects
  ['turning away', () => Promise.reject({ errMsg: 'shareFileMessage:fail cancel' }), true],
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as above
  ['a failure', () => Promise.reject({ errMsg: 'shareFileMessage:fail file not found' }), false],
])('%s', async (_what, call, isDone) => {
  answerWith({ shareFileMessage: call, setClipboardData: call, canIUse: () => true })
  expect(canSendFile()).toBe(true)
  await expect(sendFile('wxfile://usr/my-data.json', '我的数据.json')).resolves.toBe(isDone)
  await expect(copyText('text')).resolves.toBe(isDone)
})

describe('turning away', () => {
  it.each([
    [{ errMsg: 'chooseAddress:fail cancel' }, true],
    [{ errMsg: 'chooseAddress:fail:auth deny' }, true],
    [{ errMsg: 'setClipboardData:fail privacy permission is not authorized', errno: 104 }, true],
    [{ errMsg: 'setClipboardData:fail', errno: 103 }, true],
    [{ errMsg: 'chooseAddress:fail system error', errno: 1 }, false],
    [new Error('boom'), false],
    [null, false],
  ])('%j: %s', (thrown, expected) => {
    expect(isTurnedAway(thrown)).toBe(expected)
  })
})
