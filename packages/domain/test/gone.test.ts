import { type CommandType, decisions } from '@clientele/domain'
import { describe, test } from 'vitest'
import {
  movedByMerge,
  notArchivedAgain,
  notMergedAfter,
  notMergedAgain,
  notMergedPersons,
  notMergedPersonsAgain,
} from './examples/gone.js'
import { examples } from './examples/index.js'
import { refusedWhenRepeated } from './examples/repeated.js'
import { archivedAcme, given, type NamedCommand } from './given.js'

const single = Object.entries(examples)
  .map(([type, example]) => ({ type: type as CommandType, ...example }))
  .filter(({ type }) => decisions[type].kind === 'decision')

const naming = (field: string, id: string, without: readonly CommandType[]) =>
  single.filter(({ type, data }) => Reflect.get(data, field) === id && !without.includes(type))

describe('a command about a customer that was merged is refused with its survivor', () => {
  const merged: readonly NamedCommand[] = [
    ['RegisterCustomer', { customerId: 'gamma', name: 'Gamma AB' }],
    ['MergeCustomers', { survivorId: 'gamma', duplicateId: 'acme' }],
  ]
  const facts = { customerId: 'acme', survivorId: 'gamma' }

  test.each(naming('customerId', 'acme', [...notMergedAfter, 'UnlinkContactFromCompany']))('$type', (one) => {
    given(...one.before, ...merged)
      .when(one.type, one.data)
      .isRefused('CustomerWasMerged', facts)
  })
  test.each(naming('customerId', 'acme', notMergedAgain))('even if it would change nothing: $type', (one) => {
    const moved = movedByMerge[one.type]
    given(...one.before, [one.type, one.data], ...merged)
      .when(one.type, one.data)
      .isRefused(moved ?? 'CustomerWasMerged', moved === undefined ? facts : {})
  })
})

describe('a command about a person who was merged is refused with the survivor', () => {
  const merged: readonly NamedCommand[] = [
    ['RegisterContact', { personId: 'other', lastName: 'Other' }],
    ['MergeContacts', { survivorId: 'other', duplicateId: 'pekka' }],
  ]
  const facts = { personId: 'pekka', survivorId: 'other' }

  test.each(naming('personId', 'pekka', notMergedPersons))('$type', ({ type, before, data }) => {
    given(...before, ...merged)
      .when(type, data)
      .isRefused('ContactWasMerged', facts)
  })
  test.each(naming('personId', 'pekka', notMergedPersonsAgain))('even if it would change nothing: $type', (one) => {
    given(...one.before, [one.type, one.data], ...merged)
      .when(one.type, one.data)
      .isRefused('ContactWasMerged', facts)
  })
})

describe('a command that changes nothing is answered the same after the customer is archived', () => {
  test.each(naming('customerId', 'acme', notArchivedAgain))('$type', ({ type, before, data }) => {
    const refusal = refusedWhenRepeated[type]
    const again = given(...before, [type, data], archivedAcme).when(type, data)
    refusal === undefined ? again.changesNothing() : again.isRefused(refusal)
  })
})
