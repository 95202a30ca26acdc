export default definePageConfig({ navigationBarTitleText: '账号动态' })
