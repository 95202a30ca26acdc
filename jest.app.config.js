const { existsSync } = require('node:fs')
const path = require('node:path')

const areas = ['api', 'components', 'features', 'packages', 'pages', 'platform', 'store']
const unbuilt = ['@tarojs', '@stencil', 'lodash-es', 'swiper', 'ssr-window', 'hls.js', 'resolve-pathname', 'query-string', 'decode-uri-component']
  .concat(['split-on-first', 'filter-obj', 'jsonp-retry', 'universal-router', 'path-to-regexp', 'history', 'redux-persist'])

/** The app in jsdom, over Taro's real React components and H5 functions: `x.h5.tsx` is taken before `x.tsx`, as in the H5 build. */
module.exports = {
  displayName: 'app',
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: areas.map((area) => `<rootDir>/test/${area}`).filter((root) => existsSync(root.replace('<rootDir>', __dirname))),
  testMatch: ['**/*.test.{ts,tsx}'],
  moduleFileExtensions: ['h5.tsx', 'h5.ts', 'tsx', 'ts', 'jsx', 'js', 'mjs', 'json', 'node'],
  transform: { '\\.m?[jt]sx?$': ['babel-jest', { configFile: path.join(__dirname, 'babel.config.js') }] },
  transformIgnorePatterns: [`<rootDir>/node_modules/(?!(${unbuilt.join('|')})/)`],
  moduleNameMapper: {
    '^@tarojs/components$': '<rootDir>/test/support/app/components.js',
    '^@tarojs/taro$': '<rootDir>/test/support/app/taro.ts',
    '\\.module\\.scss$': '<rootDir>/test/support/app/classNames.js',
    '\\.(scss|css)$': '<rootDir>/test/support/app/nothing.js',
    '\\.(png|webp|svg)$': '<rootDir>/test/support/app/pictureAddress.js',
    '^@/(.*)$': '<rootDir>/src/$1',
    '^@contract/(.*)$': '<rootDir>/contract/$1',
    '^@domain/(.*)$': '<rootDir>/domain/$1',
  },
  globals: {
    API_BASE: '',
    REALTIME_PHONE: false,
    DEPRECATED_ADAPTER_COMPONENT: false,
    ENABLE_INNER_HTML: true,
    ENABLE_ADJACENT_HTML: true,
    ENABLE_SIZE_APIS: true,
    ENABLE_TEMPLATE_CONTENT: true,
    ENABLE_CLONE_NODE: true,
    ENABLE_CONTAINS: true,
    ENABLE_MUTATION_OBSERVER: true,
  },
  // A slow machine is no failure; nothing here waits for a clock.
  setupFiles: ['<rootDir>/test/support/app/environment.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/app/matchers.ts'],
}
