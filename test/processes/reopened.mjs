// Opens a register in a file with the master key of its environment, reads everything about persons, now and as known
// before the last event, and waits: reopened.mjs <file>
import { writeSync } from 'node:fs'
import { openClientele } from '../../packages/adapters/dist/index.js'
import { sqlite } from '../../packages/adapters/dist/stores/sqlite/index.js'

const [file] = process.argv.slice(2)
const crm = await openClientele({ store: sqlite({ file }) })
const asked = { locale: 'en', asOf: crm.today() }
const events = []
for await (const batch of crm.events()) events.push(...batch.map(({ position }) => position))
const known = await crm.knownAt(events.at(-2))
await crm.prepareAudit()
const shown = [crm, known].map(({ views, audit }) => [views.contactSearch(asked), audit.changes({})])
writeSync(1, 'shown\n')
// Kept in memory until the test has searched the process.
process.stdin.on('data', () => writeSync(1, `${shown.length}\n`))
