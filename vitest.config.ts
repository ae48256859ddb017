import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (name: string): string => fileURLToPath(new URL(`./packages/${name}/src`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@clientele\/(domain|projections|adapters)$/, replacement: `${source('$1')}/index.ts` },
      { find: /^@clientele\/adapters\/(.+)$/, replacement: `${source('adapters')}/$1/index.ts` },
    ],
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/servers/postgres-setup.ts'],
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], reporter: ['text-summary'] },
  },
})
