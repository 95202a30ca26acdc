/**
 * What WeChat DevTools gives for every `wx.login` of a project without an app id of its own. Always the same,
 * so the stand-in takes it any number of times; WeChat itself refuses it.
 */
export const TOURIST_CODE = 'the code is a mock one'
