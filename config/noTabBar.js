// Stands in for @tarojs/router's tabbar module on H5, where the app draws its own bar (src/features/shell/TabBar.tsx).
export const initTabbar = () => undefined
// The web component's module has the same name; nothing draws it, and a missing export would put the dev server's warning over every page.
const nothing = undefined
export { nothing as a, nothing as T, nothing as TaroTabbar, nothing as defineCustomElement }
