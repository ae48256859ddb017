// conformance.mjs: runs every case of stores and snapshots on SQLite files, and prints the results.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteSnapshots } from '@clientele/clientele/snapshots'
import { sqlite } from '@clientele/clientele/sqlite'
import { conformance, snapshotConformance } from '@clientele/testing/conformance'

const hasBetterSqlite = await import('better-sqlite3').then(
  () => true,
  () => false,
)

const folder = await mkdtemp(join(tmpdir(), 'clientele-conformance-'))
let made = 0
const nextFile = () => {
  made += 1
  return join(folder, `${made}.db`)
}
const dispose = async () => undefined

const cases = [
  ...conformance(async () => ({ source: sqlite({ file: nextFile() }), dispose })),
  ...snapshotConformance(async () => {
    const file = nextFile()
    return { open: () => sqliteSnapshots({ file }), dispose }
  }),
]

const skipped = []
const failed = []
for (const { name, run } of cases) {
  const skip = (reason) => {
    skipped.push(name)
    throw new Error(reason)
  }
  await run({ skip }).catch((error) => {
    if (!skipped.includes(name)) failed.push(`${name}: ${error.stack}`)
  })
}
await rm(folder, { recursive: true })
process.stdout.write(JSON.stringify({ hasBetterSqlite, count: cases.length, skipped, failed }))
