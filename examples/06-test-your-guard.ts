// Tests your own guard: by examples, on generated histories of all commands, and with clients that race.
import { commands } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'
import {
  CustomerAddedToGroup,
  CustomerMovedToGroup,
  customerOfStream,
  customersInGroup,
  guard,
  guardReads,
  rejection,
} from '@clientele/clientele/rules'
import { events, everyCommandKeeps, given, type KnownEvent, on, type RuleBroken, race } from '@clientele/testing'

const { CreateCustomerGroup, MoveCustomerToGroup, RegisterCustomer } = commands
const { CustomerGroupCreated, CustomerRegistered } = events

const maxCustomers = 2
const GroupIsFull = rejection('GroupIsFull', { groupId: 'text' }, 'conflict')

/** Refuses a command after which a group would have more than two customers. */
const smallGroups = guard({
  name: 'smallGroups',
  rejections: { GroupIsFull },
  events: [CustomerMovedToGroup, CustomerAddedToGroup],
  reads: guardReads(({ change }) => ({
    members: {
      index: customersInGroup,
      keys: [
        ...change.eventsOf(CustomerMovedToGroup).flatMap(({ data }) => data.to ?? []),
        ...change.eventsOf(CustomerAddedToGroup).map(({ data }) => data.groupId),
      ],
    },
  })).also(({ after }) => ({ customers: after.members.map(customerOfStream) })),
  unless: ({ after }) => {
    const groups = [...after.customers.values()].flatMap(({ mergedInto, groups: of }) =>
      mergedInto === null ? of : [],
    )
    const full = groups.find((groupId) => groups.filter((one) => one === groupId).length > maxCustomers)
    return full === undefined ? null : GroupIsFull({ groupId: full })
  },
})

const registered = ['a', 'b', 'c'].map((customerId) =>
  CustomerRegistered({ customerId, kind: 'company', name: customerId }),
)
const moved = CustomerMovedToGroup({ from: null, to: 'shops' })
const shops = CustomerGroupCreated({ groupId: 'shops', name: 'Shops' })

given(shops, ...registered, on('customer-a', moved), on('customer-b', moved))
  .with({ guards: [smallGroups] })
  .when(MoveCustomerToGroup({ customerId: 'c', groupId: 'shops' }))
  .isRefused('GroupIsFull', { groupId: 'shops' })
console.log('A third customer is refused.')

/** Lists the groups of all customers; a group appears once per customer. */
const groupsIn = (log: readonly KnownEvent[]): readonly string[] => {
  const groups = new Map<string, readonly string[]>()
  for (const { type, stream, data } of log) {
    const own = groups.get(stream) ?? []
    if (type === 'CustomerMovedToGroup') groups.set(stream, data.to === null ? [] : [data.to])
    if (type === 'CustomerAddedToGroup') groups.set(stream, [...own, data.groupId])
    if (type === 'CustomerRemovedFromGroup')
      groups.set(
        stream,
        own.filter((groupId) => groupId !== data.groupId),
      )
    if (type === 'CustomerMergedInto' || type === 'CustomerDeleted') groups.delete(stream)
  }
  return [...groups.values()].flat()
}

const groupsAreSmall = (log: readonly KnownEvent[]): boolean => {
  const all = groupsIn(log)
  return all.every((groupId) => all.filter((one) => one === groupId).length <= maxCustomers)
}

await everyCommandKeeps(groupsAreSmall, { seed: 5 }).catch(({ commands: shortest }: RuleBroken) => {
  console.log('Without the guard this breaks the rule:')
  for (const { command } of shortest) console.log(`  ${command.type}`)
})
await everyCommandKeeps(groupsAreSmall, { guards: [smallGroups], runs: 150, seed: 5 })
console.log('With it every command keeps the rule.')

const customerIds = Array.from({ length: 32 }, (_, n) => `c${n}`)
const { log } = await race({
  store: memory(),
  guards: [smallGroups],
  clients: 2,
  atOnce: 8,
  before: [
    CreateCustomerGroup({ groupId: 'shops', name: 'Shops' }),
    ...customerIds.map((customerId) => RegisterCustomer({ customerId, name: customerId })),
  ],
  commands: customerIds.map((customerId) => MoveCustomerToGroup({ customerId, groupId: 'shops' })),
})
console.log(`Of 32 customers that two clients moved at once, ${groupsIn(log).length} are in the group.`)
