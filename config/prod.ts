import type { UserConfigExport } from '@tarojs/cli'

/**
 * Taro leaves most of terser's work undone for the mini-program, and escapes Chinese texts, which doubles them. The engines
 * that the build is for (babel.config.js) need neither: together it is 18 KB of the main package.
 */
const compress = {
  ecma: 2017,
  passes: 2,
  ...Object.fromEntries(
    ['arrows', 'collapse_vars', 'comparisons', 'computed_props', 'hoist_props', 'inline', 'loops', 'negate_iife', 'properties', 'reduce_funcs', 'reduce_vars', 'switches', 'typeofs'].map(
      (name) => [name, true],
    ),
  ),
}

const prod: UserConfigExport<'webpack5'> = {
  ...(process.env.TARO_ENV === 'weapp' ? { terser: { enable: true, config: { compress, output: { ecma: 2017, ascii_only: false } } } } : {}),
  mini: {
    // Names of classes are for whoever reads the styles in development.
    postcss: { cssModules: { enable: true, config: { namingPattern: 'module', generateScopedName: '[hash:base64:5]' } } },
  },
  h5: {},
}
export default prod
