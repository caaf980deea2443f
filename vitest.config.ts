import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[], more: object = {}) => ({
  test: { name, include, environment: 'node', ...more },
})

export default defineConfig({
  test: {
    projects: [
      project('unit', ['tests/unit/**/*.test.ts']),
      project('house', ['tests/house/**/*.test.ts']),
      project('conformance', ['tests/conformance/**/*.test.ts'], { testTimeout: 240_000 }),
      project('integration', ['tests/integration/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
    ],
  },
})
