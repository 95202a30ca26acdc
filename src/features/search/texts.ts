export const texts = {
  title: '搜索',
  label: '搜索商品',
  placeholder: '商品、品牌、分类',
  submit: '搜索',
  history: '搜索过的',
  clear: '清空',
  cleared: '已清空搜索记录',
  hotWords: '大家在搜',
  suggestions: '搜索建议',
  searchFor: (word: string) => `搜索“${word}”`,
}
