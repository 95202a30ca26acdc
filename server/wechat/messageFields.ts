import { THING_LENGTH } from './subscribeMessage'

/** As much as a text field takes, less what else is to stand in it. By characters, not by halves of them. */
export function shorten(text: string, taken = 0): string {
  const characters = [...text]
  const room = THING_LENGTH - taken
  return characters.length <= room ? text : `${characters.slice(0, room - 1).join('')}…`
}

/** `2026年12月24日`, the form that WeChat's date fields take. */
export function dateInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}
