export default definePageConfig({ navigationBarTitleText: '我的到期日' })
