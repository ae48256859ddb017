import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (name: string): string => fileURLToPath(new URL(`./packages/${name}/src`, import.meta.url))

// Long proofs on servers: `npm run test:stores` runs them, and CI does.
const onServers = process.env.CLIENTELE_STORES === 'all'
const longOnServers = [
  'packages/adapters/test/eventstoredb/{kurrentdb,completing,faults,agreement}.test.ts',
  'packages/adapters/test/postgres/{fire,restart,processes,agreement}.test.ts',
]
if (!onServers) process.stderr.write('Long proofs on PostgreSQL and EventStoreDB are run by `npm run test:stores`.\n')

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@clientele\/(domain|projections|adapters)$/, replacement: `${source('$1')}/index.ts` },
      { find: /^@clientele\/adapters\/(.+)$/, replacement: `${source('adapters')}/$1/index.ts` },
    ],
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(onServers ? [] : longOnServers)],
    globalSetup: ['test/servers/postgres-setup.ts'],
    maxWorkers: 2,
    isolate: false,
    testTimeout: 30_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], reporter: ['text-summary'] },
  },
})
