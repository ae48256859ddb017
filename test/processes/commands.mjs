// Shared by the processes of this folder: how they open a store, what they execute, and how they report it.
import { writeSync } from 'node:fs'
import { withPrefix } from '../../packages/cli/dist/opening/stores.js'

/** Prints a line. */
export const say = (line) => writeSync(1, `${line}\n`)

/** The value of a `Right`; throws the failure otherwise. */
export const rightOf = (answer) => {
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const makers = {
  'sqlite:': async (url, options) => {
    const { sqlite } = await import('../../packages/adapters/dist/stores/sqlite/index.js')
    return sqlite({ file: url.slice('sqlite:'.length), ...options })
  },
  'postgres:': async (url, options) => {
    const { postgres } = await import('../../packages/adapters/dist/stores/postgres/index.js')
    return postgres({ connectionString: url, ...options })
  },
  'esdb:': async (url, options) => {
    const { eventstoredb } = await import('../../packages/adapters/dist/stores/eventstoredb/index.js')
    return eventstoredb({ ...withPrefix(url), ...options })
  },
  'kurrentdb:': async (url, options) => {
    const { kurrentdb } = await import('../../packages/adapters/dist/stores/eventstoredb/index.js')
    return kurrentdb({ ...withPrefix(url), ...options })
  },
}

/** The store of a URL, with options of its kind of store. */
export const sourceWith = (url, options) => makers[url.slice(0, url.indexOf(':') + 1)](url, options)

/** The three commands about customer number `n` of a process, each with the name for its id. */
export const commandsFor = (name, n) => {
  const customerId = `${name}-${n}`
  return [
    ['registered', { type: 'RegisterCustomer', data: { customerId, name: customerId, groupId: 'bakeries' } }],
    ['assigned', { type: 'AssignResponsible', data: { customerId, employeeId: n % 2 === 0 ? 'anna' : 'bertil' } }],
    ['moved', { type: 'MoveCustomerToGroup', data: { customerId, groupId: n % 3 === 0 ? null : 'cafes' } }],
  ]
}

const executeOne = async (crm, name, n) => {
  for (const [step, command] of commandsFor(name, n)) {
    const commandId = `${name}-${n}-${step}`
    const outcome = await crm.execute(command, { by: name, commandId })
    say(`${outcome._tag === 'Right' ? 'done' : outcome.left.error} ${commandId}`)
  }
}

const together = 64

/** Executes the commands about a range of customers, 64 at a time, and prints each outcome. */
export const executeAll = async (crm, name, { from = 0, count }) => {
  for (let first = from; first < count; first += together) {
    const length = Math.min(together, count - first)
    await Promise.all(Array.from({ length }, (_, n) => executeOne(crm, name, first + n)))
  }
}
