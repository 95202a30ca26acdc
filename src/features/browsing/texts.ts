export const texts = {
  title: '浏览记录',
  empty: '还没有看过的商品',
  emptyHint: '看过的商品会记在这台设备上，方便回头再找',
  browse: '去逛逛',
  failed: '浏览记录没有加载出来',
  note: (count: number) => `只记在这台设备上，最多 ${count} 件；退出登录时清除`,
  clear: '清空',
  cleared: '已清空浏览记录',
  undo: '撤销',
}
