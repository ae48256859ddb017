// Valid time: every view answers as of a day. The history tells what changed, newest first.
import { openClientele } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'
import { isRight } from 'fp-ts/lib/Either.js'

const crm = await openClientele({ store: memory() })
const on = (day: string) => ({ by: 'cecilia', at: `${day}T09:00:00Z` })

await crm.execute({ type: 'CreateCustomerGroup', data: { groupId: 'lead', name: 'Lead' } }, on('2026-01-02'))
await crm.execute({ type: 'CreateCustomerGroup', data: { groupId: 'client', name: 'Client' } }, on('2026-01-02'))
await crm.execute(
  { type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme Oy', groupId: 'lead' } },
  on('2026-01-05'),
)
await crm.execute({ type: 'MoveCustomerToGroup', data: { customerId: 'acme', groupId: 'client' } }, on('2026-03-01'))

for (const asOf of ['2026-02-01', '2026-03-01']) {
  console.log(asOf, crm.views.groupOfCustomer({ customerId: 'acme', asOf }))
}

const history = crm.views.customerHistory({ customerId: 'acme' })
if (isRight(history)) for (const { type, by } of history.right) console.log(type, 'by', by)

await crm.close()
