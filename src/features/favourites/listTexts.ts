/** Of the list, apart from what every card needs: the main package carries that alone. */
export const listTexts = {
  title: '收藏',
  list: '收藏的商品',
  empty: '还没有收藏',
  emptyHint: '看到喜欢的点一下心，降价、补货就不会错过',
  browse: '去逛逛',
  failed: '收藏没有加载出来',
  end: (count: number) => `共 ${count} 件，都在这里了`,
  removed: (name: string) => `已取消收藏“${name}”`,
  undo: '撤销',
  undoFailed: '没能恢复，请再试一次',
}
