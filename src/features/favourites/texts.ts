/** Of the heart and the bell, which every card has. */
export const texts = {
  add: (name: string) => `收藏${name}`,
  remove: (name: string) => `取消收藏${name}`,
  removeFailed: '没能取消收藏，请再试一次',
  remind: '提醒我',
  remindBack: '到货提醒',
  reminding: '已开提醒',
  remindNoMore: (name: string) => `已开提醒，点按取消，${name}`,
  alertFailed: '没能关掉提醒，请再试一次',
}
