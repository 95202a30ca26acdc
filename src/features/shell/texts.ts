export const texts = {
  tabs: { home: '首页', categories: '分类', cart: '购物车', mine: '我的' },
  cartCount: (count: number) => `购物车，${count} 件`,
  mainNavigation: '主导航',
  actions: '可以做的事',
  skip: '跳到主要内容',
  back: '返回',
  search: '搜索',
  offline: '网络断开了，看到的是之前加载的内容',
}
