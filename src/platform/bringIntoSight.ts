import Taro from '@tarojs/taro'

/** Brings the part of the form that needs attention into sight, by its id (mini-program). */
export function bringIntoSight(id: string): void {
  void Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -16, duration: 200 }).catch(() => undefined)
}
