import path from 'node:path'
import { NormalModuleReplacementPlugin, ProvidePlugin } from 'webpack'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { SHOP_NAME } from '../domain/shop'
import { H5_PATHS, PAGES } from '../src/features/shell/pages'
import { injectedComponents } from './injectedComponents'

const root = path.resolve(__dirname, '..')
/** TypeScript outside `src` that the app shares with the server; Taro compiles nothing but its source folder by itself. */
const shared = { include: [path.join(root, 'contract'), path.join(root, 'domain')] }

const alias = {
  '@': path.join(root, 'src'),
  '@contract': path.join(root, 'contract'),
  '@domain': path.join(root, 'domain'),
}

export default defineConfig<'webpack5'>(async (merge, { command: _command, mode }) => {
  const platform = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp'
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'near-expiry-shop',
    date: '2026-11-22',
    // Tokens are plain px and layouts are flexible: nothing is scaled by the width of the screen, so that a wide
    // browser shows a column instead of a stretched phone, and large text has one factor (--text-scale) to obey.
    designWidth: 375,
    deviceRatio: { 375: 1 },
    sourceRoot: 'src',
    outputRoot: `dist/${platform}`,
    plugins: [['@tarojs/plugin-inject', { components: injectedComponents }]],
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: true },
    alias,
    // Named in theme.json and in index.html, where no loader sees them.
    copy: {
      patterns:
        platform === 'weapp'
          ? [{ from: 'src/assets/tab', to: 'dist/weapp/assets/tab' }]
          : [{ from: 'src/assets/app', to: 'dist/h5/app' }],
      options: {},
    },
    defineConstants: {
      // The mini-program has no origin of its own: the backend's address is compiled in. H5 asks where it came from.
      API_BASE: JSON.stringify(platform === 'h5' ? '' : (process.env.TARO_APP_API_BASE ?? 'http://localhost:3000')),
      REALTIME_PHONE: JSON.stringify(process.env.TARO_APP_REALTIME_PHONE === '1'),
    },
    mini: {
      compile: shared,
      optimizeMainPackage: { enable: true },
      // Templates for this many levels of views: our screens have up to twelve. What lies deeper is drawn all the same, in a
      // component of its own; each level that nobody needs costs the main package 3.6 KB. A spread: Taro reads it, and its
      // types do not know it.
      ...{ baseLevel: 14 },
      // Each component's classes are its own, so files may come in any order; the plugin's pages of warnings hide real ones.
      miniCssExtractPluginOption: { ignoreOrder: true },
      postcss: { pxtransform: { enable: false, config: {} }, cssModules: { enable: true, config: { namingPattern: 'module', generateScopedName: '[local]_[hash:base64:5]' } } },
      webpackChain(chain) {
        // Redux Toolkit calls `new AbortController()` on every thunk; the mini-program's runtime has none, and assigning a
        // global does not help because each module sees its own scope: the free identifier has to be provided by the bundler.
        chain.plugin('abortController').use(ProvidePlugin, [
          {
            AbortController: [path.join(root, 'src/platform/abortController.ts'), 'AbortController'],
            AbortSignal: [path.join(root, 'src/platform/abortController.ts'), 'AbortSignal'],
            globalThis: [path.join(root, 'src/platform/globalObject.ts'), 'globalObject'],
          },
        ])
      },
    },
    h5: {
      compile: shared,
      publicPath: '/',
      staticDirectory: 'static',
      useHtmlComponents: true,
      router: { mode: 'browser', customRoutes: h5Routes() },
      htmlPluginOption: { title: SHOP_NAME },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: { ignoreOrder: true, filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css' },
      postcss: { pxtransform: { enable: false, config: {} }, autoprefixer: { enable: true }, cssModules: { enable: true, config: { namingPattern: 'module', generateScopedName: '[local]_[hash:base64:5]' } } },
      webpackChain(chain) {
        // The router imports Taro's tab bar (a web component with its whole runtime) even when the app draws its own.
        chain.plugin('noTaroTabBar').use(NormalModuleReplacementPlugin, [/tabbar\.js$/, path.join(__dirname, 'noTabBar.js')])
        chain.performance.hints(false)
        // What several pages share is loaded once; by itself every page would bring its own copy of the components.
        chain.optimization.splitChunks({
          chunks: 'all',
          cacheGroups: {
            default: false,
            defaultVendors: false,
            vendors: { test: /[\\/]node_modules[\\/]/, name: 'vendors', chunks: 'initial' },
            shared: { test: /[\\/](src|contract|domain)[\\/]/, name: 'shared', chunks: 'async', minChunks: 4, reuseExistingChunk: true, enforce: true },
          },
        })
      },
      devServer: { port: 10086, open: false, proxy: [{ context: ['/v1', '/pictures', '/dev', '/sandbox'], target: `http://127.0.0.1:${process.env.PORT ?? 3000}` }] },
    },
  }
  return merge({}, base, mode === 'development' ? { mini: {}, h5: {} } : (await import('./prod')).default)
})

/** Addresses that people read and share; the mini-program keeps its page paths. */
function h5Routes(): Record<string, string> {
  return Object.fromEntries(Object.entries(H5_PATHS).map(([page, address]) => [PAGES[page as keyof typeof PAGES], address]))
}
