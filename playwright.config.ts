import { defineConfig } from '@playwright/test'

const port = Number(process.env.E2E_PORT ?? 3187)

/** End-to-end tests against the built server. Chromium: CHROMIUM_BIN (set by `npm test`), else Playwright's own. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: {
      ...(process.env.CHROMIUM_BIN && { executablePath: process.env.CHROMIUM_BIN }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node lib/cli/start.mjs',
    url: `http://127.0.0.1:${port}/healthz`,
    env: { PORT: String(port), CHARTROOM_CONFIG: '', CHARTROOM_HOME: 'test-results/home' },
    reuseExistingServer: !process.env.CI,
    timeout: 300_000,
  },
})
