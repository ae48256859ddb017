// Refusals are values with a stable name and the facts that explain them.
import { type Command, commands, openClientele } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'
import { isLeft } from 'fp-ts/lib/Either.js'

const { CreateCustomerGroup, MoveCustomerToGroup, RegisterCustomer, SetCustomerStartDate } = commands

const crm = await openClientele({ store: memory() })

const executeAndPrint = async (command: Command): Promise<void> => {
  const outcome = await crm.execute(command, { by: 'anna', today: '2026-03-15' })
  if (isLeft(outcome)) console.log(`${command.type}: refused, ${JSON.stringify(outcome.left)}`)
  else console.log(`${command.type}: ${outcome.right.events.length} events`)
}

await executeAndPrint(RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' }))
await executeAndPrint(RegisterCustomer({ customerId: 'acme', name: 'Another' }))
await executeAndPrint(RegisterCustomer({ customerId: 'beta', name: '  ' }))
await executeAndPrint(MoveCustomerToGroup({ customerId: 'acme', groupId: 'accounting' }))
await executeAndPrint(CreateCustomerGroup({ groupId: 'accounting', name: 'Accounting' }))
await executeAndPrint(MoveCustomerToGroup({ customerId: 'acme', groupId: 'accounting' }))
await executeAndPrint(MoveCustomerToGroup({ customerId: 'acme', groupId: 'accounting' }))
await executeAndPrint(SetCustomerStartDate({ customerId: 'acme', date: '2026-02-30' }))
await executeAndPrint(CreateCustomerGroup({ name: 'no group' }))

await crm.close()
