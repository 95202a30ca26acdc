// Jest has no hot reload, and targets the Node that runs it.
module.exports = (api) => {
  const isTest = api.env('test')
  return {
    // WeChat brings its own engine on Android, and on iOS runs from 12 on: classes, async and spread need no translation,
    // which saves about a tenth of both builds. In tests it is the Node that runs them.
    presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', hot: !isTest, useBuiltIns: false, ...(isTest ? {} : { targets: { ios: '12', chrome: '79' } }) }]],
  }
}
