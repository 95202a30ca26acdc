/** Server, domain and contract: plain Node, without Taro's Babel preset, over a real PostgreSQL. */
module.exports = {
  displayName: 'server',
  testEnvironment: 'node',
  roots: ['server', 'domain', 'contract', 'data', 'scripts'].map((area) => `<rootDir>/test/${area}`),
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.[jt]s$': [
      'babel-jest',
      {
        configFile: false,
        babelrc: false,
        presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'],
      },
    ],
  },
  moduleNameMapper: {
    '^@contract/(.*)$': '<rootDir>/contract/$1',
    '^@domain/(.*)$': '<rootDir>/domain/$1',
  },
  globalSetup: '<rootDir>/test/support/startDatabase.js',
  globalTeardown: '<rootDir>/test/support/stopDatabase.js',
}
