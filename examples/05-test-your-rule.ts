// Checks your own rule on generated histories of all commands, and prints the shortest history that breaks it.
import { commands } from '@clientele/clientele'
import { events, everyCommandKeeps, given, type KnownEvent, type RuleBroken } from '@clientele/testing'

const { ArchiveCustomer, AssignResponsible } = commands
const { CustomerArchived, CustomerRegistered, EmployeeRegistered, ResponsibleAssigned } = events

const acme = CustomerRegistered({ customerId: 'acme', kind: 'company', name: 'Acme Oy' })
const anna = EmployeeRegistered({ employeeId: 'anna', name: 'Anna' })
const assigned = { assignmentId: 'first', employeeId: 'anna', roleId: null, from: '2026-01-01', until: null }

given(acme, anna, ResponsibleAssigned(assigned))
  .when(ArchiveCustomer({ customerId: 'acme' }), { today: '2026-03-01' })
  .then(CustomerArchived({}))
given(acme, anna, CustomerArchived({}))
  .when(AssignResponsible({ customerId: 'acme', employeeId: 'anna' }))
  .isRefused('CustomerIsArchived', { customerId: 'acme' })
console.log('An archived customer keeps its responsible employees and takes no new ones.')

const archivedStreams = (log: readonly KnownEvent[]): ReadonlySet<string> => {
  const archived = new Set<string>()
  for (const { type, stream } of log) {
    if (type === 'CustomerArchived') archived.add(stream)
    if (type === 'CustomerRestored') archived.delete(stream)
  }
  return archived
}

/** Returns the reason if the last event assigned a responsible employee to an archived customer. */
const noNewResponsible = (log: readonly KnownEvent[]): boolean | string => {
  const last = log.at(-1)
  const isBroken = last?.type === 'ResponsibleAssigned' && archivedStreams(log.slice(0, -1)).has(last.stream)
  return !isBroken || `the archived ${last.stream} has a new responsible employee`
}

await everyCommandKeeps(noNewResponsible, { runs: 100, seed: 5 })
console.log('Every command keeps that rule.')

const noAbsence = (log: readonly KnownEvent[]): boolean => log.every(({ type }) => type !== 'AbsencePlanned')

await everyCommandKeeps(noAbsence, { seed: 5 }).catch(({ commands }: RuleBroken) => {
  console.log('The shortest history in which somebody is absent:')
  for (const { command } of commands) console.log(`  ${command.type}`)
})
