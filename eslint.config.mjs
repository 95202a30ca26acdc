import checkFile from 'eslint-plugin-check-file'
import importX from 'eslint-plugin-import-x'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Imports go one way: contract, domain → platform, api, components → features → pages. `server` and `src` meet only in the first two. */
const zones = [
  { target: './contract', from: ['./src', './server', './domain'] },
  { target: './domain', from: ['./src', './server', './contract'] },
  { target: './server', from: ['./src'] },
  { target: './src', from: ['./server'] },
  { target: './src/components', from: ['./src/features', './src/pages', './src/packages', './src/store', './src/api'] },
  { target: './src/platform', from: ['./src/features', './src/pages', './src/packages', './src/components'] },
  { target: './src/api', from: ['./src/pages', './src/packages', './src/components'] },
  { target: './src/features', from: ['./src/pages', './src/packages'] },
  { target: './src/pages', from: ['./src/packages'] },
]

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test-results/**', 'playwright-report/**', 'coverage/**', '.data/**', 'test/e2e/weapp/fixtures/**'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX, 'react-hooks': reactHooks, 'check-file': checkFile },
    settings: { 'import-x/resolver': { typescript: { alwaysTryTypes: true } } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Fastify's plugins are async by signature, whether they await or not.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'no-console': 'error',
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'react-redux', importNames: ['useDispatch', 'useSelector', 'useStore'], message: 'Use the typed hooks of src/store/hooks.' }] },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'check-file/filename-naming-convention': ['error', { '**/!(index|app).tsx': 'PASCAL_CASE', '**/*.ts': 'CAMEL_CASE' }, { ignoreMiddleExtensions: true }] },
  },
  {
    // Taro, Playwright and Jest look for a default export here.
    files: ['src/app.tsx', 'src/**/*.d.ts', 'src/app.config.ts', 'src/pages/**', 'src/packages/**', 'config/**', '*.config.ts', 'test/**/globalSetup.ts', 'test/**/globalTeardown.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: { 'max-lines': 'off', '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' },
  },
  // Playwright's fixtures hand over with a function called `use`, which is no hook.
  { files: ['test/e2e/**/*.ts'], rules: { 'react-hooks/rules-of-hooks': 'off', 'no-empty-pattern': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], extends: [tseslint.configs.disableTypeChecked], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
