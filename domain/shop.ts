/** The name that shoppers see, on every screen and in every title: an operator changes it here alone. */
export const SHOP_NAME = '惜食'
export const SHOP_SLOGAN = '好食物，别浪费'
/** Who answers for the shop, in the agreement and the privacy text: an operator puts his company here before release. */
export const SHOP_OPERATOR = '（运营者名称）'
/** Where shoppers write about their data and their orders. */
export const SHOP_CONTACT = '邮箱 privacy@example.com，电话 400-000-0000'
