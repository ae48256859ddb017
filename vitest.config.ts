import { defineConfig } from 'vitest/config'
import { exportedSources } from './test/exported-sources.mjs'
import { unfinishedTests } from './test/unfinished-tests.js'

// What takes long: `npm run test:stores` runs it, and CI does; `npm run prove` runs the proofs in their long form.
const onServers = process.env.CLIENTELE_STORES === 'all'
const onKurrentDb = process.env.CLIENTELE_STORES === 'kurrentdb'
const longOnServers = [
  'test/processes/{fire,restarts,put-back,silences,killed,clocks,following,upgrading,slow-clients}.test.ts',
  'test/journeys/diverging.test.ts',
  'packages/adapters/test/eventstoredb/{completing,several-commands,faults,agreement,killed,large,many,opening,calls}.test.ts',
  'packages/adapters/test/postgres/{restart,agreement}.test.ts',
  'packages/adapters/test/silence/*.test.ts',
  'packages/adapters/test/host/writes-killed.test.ts',
]
// The clients of EventStoreDB and KurrentDB cannot live in one process.
const kurrentDb = 'packages/adapters/test/eventstoredb/kurrentdb.test.ts'
// Applies the how-tos to copies of the repository: `npm run test:how-to`, which CI runs.
const howTo = process.env.CLIENTELE_HOW_TO === '1' ? [] : ['test/how-to/**']
// Installs what would be published into empty folders: `npm run test:packages`, which CI runs.
const packed = process.env.CLIENTELE_PACKED === '1' ? [] : ['test/packages/**']
// Opens the pages of the back office in a browser: `npm run test:browser`, which CI runs.
const inBrowser = process.env.CLIENTELE_BROWSER === '1' ? [] : ['packages/http/test/browser/**']
const excluded = [
  ...howTo,
  ...inBrowser,
  ...packed,
  ...(onServers || onKurrentDb ? [] : longOnServers),
  ...(onKurrentDb ? [] : [kurrentDb]),
]
if (!onServers && !onKurrentDb)
  process.stderr.write(
    'Not run here, but by `npm run test:stores`, for they take minutes: scenarios, imports and races on PostgreSQL, ' +
      `EventStoreDB and KurrentDB (each scenario on a store or server of its own), ${longOnServers.join(', ')} ` +
      `(servers of their own that are killed and restarted, processes that append under fire, logs that are put back, networks that go silent), and ${kurrentDb} ` +
      '(a process of its own: the two clients cannot live in one).\n',
  )

const given = process.env.EVENTSTOREDB_URL ?? ''
if (given !== '')
  process.stderr.write(
    'On the server of EVENTSTOREDB_URL: what says so in its title. The other tests of EventStoreDB and KurrentDB keep ' +
      'the server for tests, for they make it fail, stop it, put it back or look into its log.\n',
  )

export default defineConfig({
  resolve: {
    alias: [...exportedSources].map(([specifier, replacement]) => ({
      find: new RegExp(`^${specifier}$`),
      replacement,
    })),
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...excluded],
    reporters: ['default', unfinishedTests()],
    globalSetup: ['test/servers/postgres-setup.ts'],
    setupFiles: ['test/seed.ts'],
    maxWorkers: 2,
    isolate: false,
    // Properties that are tried more often than usual take as much longer.
    testTimeout: 30_000 * Math.max(1, Number(process.env.CLIENTELE_RUNS ?? 1)),
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], reporter: ['text-summary'] },
  },
})
