import Taro from '@tarojs/taro'
import { isTurnedAway } from './turnedAway'

/** One name: a file that a killed app left behind is overwritten by the next, and found when it is to go. */
const FILE = 'my-data.json'

function pathOf(): string {
  return `${Taro.env.USER_DATA_PATH ?? ''}/${FILE}`
}

/** Writes the text into the mini-program's own folder and answers the path. Rejects when WeChat cannot. */
export function writeTextFile(text: string): Promise<string> {
  const filePath = pathOf()
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({ filePath, data: text, encoding: 'utf8', success: () => resolve(filePath), fail: (cause) => reject(new Error(cause.errMsg)) })
  })
}

/** Deletes what `writeTextFile` wrote, if it is there. Never rejects. */
export function removeTextFile(): Promise<void> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().unlink({ filePath: pathOf(), complete: () => resolve() })
  })
}

/** Base libraries before 2.16.1 cannot. */
export function canSendFile(): boolean {
  return Taro.canIUse('shareFileMessage')
}

/** Sends the file to a chat that the shopper picks; call it right in a tap. False when it failed; turning away is no failure. */
export function sendFile(filePath: string, fileName: string): Promise<boolean> {
  return Taro.shareFileMessage({ filePath, fileName }).then(() => true, isTurnedAway)
}

/** False when it failed. Refusing WeChat's privacy contract, which the clipboard needs, is no failure. */
export function copyText(text: string): Promise<boolean> {
  return Taro.setClipboardData({ data: text }).then(() => true, isTurnedAway)
}
