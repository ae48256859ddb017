// A process of its own that executes commands on a file and prints each command id after its receipt:
// executor.mjs <file> <name> <count> [<from>]
import { writeSync } from 'node:fs'
import { openClientele } from '../../packages/adapters/dist/index.js'
import { sqlite } from '../../packages/adapters/dist/sqlite/index.js'

const [file, name, count, from = '0'] = process.argv.slice(2)

const crm = await openClientele({ store: sqlite({ file, synchronous: 'normal' }) })

const commandsFor = (n) => {
  const customerId = `${name}-${n}`
  return [
    ['registered', { type: 'RegisterCustomer', data: { customerId, name: customerId, groupId: 'bakeries' } }],
    ['assigned', { type: 'AssignResponsible', data: { customerId, employeeId: n % 2 === 0 ? 'anna' : 'bertil' } }],
    ['moved', { type: 'MoveCustomerToGroup', data: { customerId, groupId: n % 3 === 0 ? null : 'cafes' } }],
  ]
}

const one = async (n) => {
  for (const [step, command] of commandsFor(n)) {
    const commandId = `${name}-${n}-${step}`
    const outcome = await crm.execute(command, { by: name, commandId })
    writeSync(1, `${outcome._tag === 'Right' ? 'done' : outcome.left.error} ${commandId}\n`)
  }
}

for (let n = Number(from); n < Number(count); n += 4) await Promise.all([0, 1, 2, 3].map((i) => one(n + i)))
await crm.close()
