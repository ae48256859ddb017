// A process of its own that appends a batch, and prints how that ended: batch-writer.mjs <connection string> <batch>
import { writeSync } from 'node:fs'
import { eventstoredb } from '../../dist/stores/eventstoredb/index.js'

const [connectionString, batch] = process.argv.slice(2)

const opened = await eventstoredb({ connectionString }).open()
if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left))
const answer = await opened.right.append(JSON.parse(batch))()
writeSync(1, `${answer._tag}\n`)
await opened.right.close()
