import Taro from '@tarojs/taro'
import type { AddressField } from './addressDraft'
import { fieldId } from './fieldId'

/** Brings the field that needs attention into sight (mini-program). */
export function showFirstError(field: AddressField): void {
  void Taro.pageScrollTo({ selector: `#${fieldId(field)}`, offsetTop: -16, duration: 200 }).catch(() => undefined)
}
