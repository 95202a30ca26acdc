/**
 * Every error that the API answers, by its stable code: the HTTP status, and the sentence for a shopper.
 * On the wire `type` is `/problems/<code>` (RFC 9457). Codes are never renamed; clients switch on them.
 */
export const PROBLEMS = {
  invalid_request: { status: 400, title: '请求的内容不正确' },
  invalid_cursor: { status: 400, title: '列表位置已失效，请从头加载' },
  sign_in_state_invalid: { status: 400, title: '登录没有完成，请再试一次' },
  not_signed_in: { status: 401, title: '请先登录' },
  session_expired: { status: 401, title: '登录已过期，请重新登录' },
  wechat_code_invalid: { status: 401, title: '微信登录凭证已失效，请重试' },
  sms_code_invalid: { status: 401, title: '验证码不正确或已过期' },
  forbidden_origin: { status: 403, title: '请求来源不被允许' },
  wechat_high_risk: { status: 403, title: '微信暂不允许此账号登录' },
  wechat_refused: { status: 403, title: '没有得到微信授权' },
  wechat_snapshot_user: { status: 403, title: '现在是预览页，请点击右下角“使用完整服务”再登录' },
  proof_required: { status: 403, title: '请先验证是您本人' },
  account_limited: { status: 403, title: '账号暂时受限' },
  not_found: { status: 404, title: '找不到您要的内容' },
  not_registered: { status: 404, title: '还没有注册，请先同意协议' },
  sign_in_way_off: { status: 404, title: '这种登录方式没有开通' },
  method_not_allowed: { status: 405, title: '不支持的操作' },
  phone_taken: { status: 409, title: '这个手机号已绑定其他账号' },
  phone_already_verified: { status: 409, title: '账号已有验证过的手机号' },
  phone_missing: { status: 409, title: '账号还没有手机号' },
  address_limit_reached: { status: 409, title: '最多保存 50 个收货地址' },
  favourite_limit_reached: { status: 409, title: '最多收藏 500 件商品' },
  idempotency_in_progress: { status: 409, title: '同一个请求正在处理，请稍候' },
  body_too_large: { status: 413, title: '提交的内容太大' },
  unsupported_media_type: { status: 415, title: '不支持的内容格式' },
  consent_required: { status: 422, title: '请先阅读并同意协议' },
  phone_decrypt_failed: { status: 422, title: '手机号授权失败，请重试' },
  idempotency_mismatch: { status: 422, title: '重复的请求编号' },
  region_unknown: { status: 422, title: '请选择有效的省市区' },
  rate_limited: { status: 429, title: '操作太频繁，请稍后再试' },
  sms_too_soon: { status: 429, title: '验证码发送太频繁，请稍后再试' },
  wechat_quota_exhausted: { status: 503, title: '微信手机号服务暂不可用，请用验证码' },
  wechat_unavailable: { status: 503, title: '微信服务繁忙，请稍后再试' },
  sms_unavailable: { status: 503, title: '短信服务暂不可用，请稍后再试' },
  service_unavailable: { status: 503, title: '服务繁忙，请稍后再试' },
  internal: { status: 500, title: '服务出错了，请稍后再试' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS
