// A process of its own that opens a register and closes it, and has nothing else to live for: closing.mjs <url>
import { openClientele } from '../../dist/index.js'
import { postgres } from '../../dist/stores/postgres/index.js'

const crm = await openClientele({ store: postgres({ connectionString: process.argv[2] }) })
await crm.caughtUp()
await crm.close()
process.exitCode = 7
