const accessibility = {
  'aria-role': "''",
  'aria-label': "''",
  'aria-hidden': "''",
  'aria-checked': "''",
  'aria-selected': "''",
  'aria-disabled': "''",
  'aria-expanded': "''",
  'aria-live': "''",
}

/**
 * Attributes that Taro's mini-program templates leave out. Without them a screen reader meets nameless boxes, and the
 * phone button shows WeChat's own "no quota" toast instead of our way out by SMS.
 */
export const injectedComponents = {
  View: accessibility,
  Text: accessibility,
  Image: accessibility,
  Input: accessibility,
  Textarea: accessibility,
  Button: { ...accessibility, 'phone-number-no-quota-toast': 'false' },
}
