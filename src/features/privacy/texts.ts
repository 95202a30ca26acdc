import { SHOP_NAME } from '@domain/shop'

export const texts = {
  title: '用到你的信息前，先征得同意',
  text: `接下来的操作要用到微信里的信息，例如收货地址、手机号或头像。${SHOP_NAME}只在你要用时读取，用途写在隐私政策里。`,
  policy: '看《隐私政策》',
  contract: '看微信《用户隐私保护指引》',
  agree: '同意并继续',
  refuse: '不同意',
}
