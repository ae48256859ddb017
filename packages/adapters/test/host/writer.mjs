// A process of its own that executes commands with writes until it is killed: writer.mjs <kind> <file or schema> <url>
import { openClientele } from '../../dist/index.js'
import { postgres } from '../../dist/stores/postgres/index.js'
import { sqlite } from '../../dist/stores/sqlite/index.js'

const [, , kind, at, url] = process.argv
const store = kind === 'sqlite' ? sqlite({ file: at }) : postgres({ connectionString: url, schema: at })
const writes = {
  sqlite: (transaction, events) => {
    for (const { id } of events) transaction.run('insert into outbox (id) values (?)', id)
  },
  postgres: async (transaction, events) => {
    for (const { id } of events) await transaction.query(`insert into "${at}".outbox (id) values ($1)`, [id])
  },
}
const crm = await openClientele({ store, writes })
for (let round = 0; ; round += 1) {
  const names = Array.from({ length: 8 }, (_, index) => `c${process.pid}-${round}-${index}`)
  await Promise.all(
    names.map((customerId) => crm.execute({ type: 'RegisterCustomer', data: { customerId, name: customerId } })),
  )
  process.stdout.write(`${round}\n`)
}
