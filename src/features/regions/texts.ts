export const texts = {
  title: '选择所在地区',
  prompts: ['请选择省份', '请选择城市', '请选择区县'],
  back: (name: string) => `已选${name}，重选`,
  /** The code table's own word, which nobody says. */
  directlyGoverned: '直辖县市',
}

/** What to choose when `depth` is chosen already. */
export function promptOf(depth: number): string {
  return texts.prompts[depth] ?? ''
}
