// without-better-sqlite3.mjs <file>: opens what is kept in files of SQLite where better-sqlite3 is not installed, and
// prints what became of each.
import { register } from 'node:module'

const hook = `export const resolve = (specifier, context, next) => {
  if (specifier !== 'better-sqlite3') return next(specifier, context)
  const error = new Error("Cannot find package 'better-sqlite3' imported from " + context.parentURL)
  throw Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' })
}`
register(`data:text/javascript,${encodeURIComponent(hook)}`)

const { sqlite, sqliteCheckpoints } = await import('../../dist/stores/sqlite/index.js')
const { sqliteSnapshots } = await import('../../dist/runtime/snapshots/index.js')
const { failureOf } = await import('@clientele/domain')

const [, , file] = process.argv
const told = ({ error, problem }) => `${error}: ${problem}`
const outcomeOf = (answer) => (answer._tag === 'Left' ? told(answer.left) : 'opened')

const store = await sqlite({ file }).open()
if (store._tag === 'Right') await store.right.close()

const snapshots = sqliteSnapshots({ file: `${file}.snapshots` })
const latest = await snapshots.latest({ version: 'v1' })()

const checkpoints = sqliteCheckpoints({ file: `${file}.checkpoints` })
const loaded = await checkpoints.load('name').then(
  () => 'opened',
  (error) => told(failureOf(error)),
)
await checkpoints.close()

process.stdout.write(JSON.stringify({ store: outcomeOf(store), snapshots: outcomeOf(latest), checkpoints: loaded }))
