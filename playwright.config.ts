import { execFileSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'

/** Debian's Chromium, or the one that CHROMIUM names: Playwright's own download is not needed. */
function chromiumPath(): string {
  return process.env.CHROMIUM ?? execFileSync('/bin/sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome']).toString().trim()
}

/** A phone, as far as a page can tell: touch, sharp screen, no scroll bars that take room. */
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2.625, isMobile: true, hasTouch: true }

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/playwright',
  // A journey that passes on the second try is a journey that fails for some shoppers.
  retries: 0,
  workers: Number(process.env.E2E_WORKERS ?? 2),
  fullyParallel: false,
  forbidOnly: true,
  // Generous: a journey that hangs is caught, and a slow or busy machine fails nothing.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  },
  projects: [
    { name: 'h5', testDir: 'test/e2e/h5', use: PHONE },
    { name: 'weapp', testDir: 'test/e2e/weapp' },
  ],
})
