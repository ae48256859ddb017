import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Given, type ServedRegister, servedRegister } from '../served.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateCustomerGroup', { groupId: 'south', name: 'South' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', contactInfo: { city: 'Turku' } }],
  ['RegisterContact', { personId: 'maria', lastName: 'Maa', title: 'A' }],
]

let anna: ServedRegister

beforeEach(async () => {
  anna = await servedRegister(given)
})

afterEach(() => anna.close())

const annas = 'given-by-anna'

const give = async (by: string, [type, data]: Given, commandId?: string): Promise<void> => {
  expect(await anna.crm.executeUnknown({ type, data }, { by, commandId })).toMatchObject({ _tag: 'Right' })
}

const undo = async (): Promise<number> => {
  const body = new URLSearchParams({ commandId: annas })
  return (await anna.ask('/undo', { method: 'POST', body, redirect: 'manual' })).status
}

const countOfEvents = async (): Promise<number> => {
  let count = 0
  for await (const batch of anna.crm.store.readAll()) count += batch.length
  return count
}

const titled = (title: string): Given => ['ChangeContactDetails', { personId: 'maria', changes: { title } }]
const moved = (groupId: string): Given => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
const named = (groupId: string, name: string): Given => ['RenameCustomerGroup', { groupId, name }]
const owned = (ownerId: string): Given => ['MarkContactPrivate', { personId: 'maria', ownerId }]

test.each<readonly [Given, Given]>([
  [titled('B'), titled('C')],
  [moved('north'), moved('south')],
  [named('north', 'Far north'), named('north', 'Up')],
  [owned('bert'), ['MarkContactPublic', { personId: 'maria' }]],
])('undo does not revert another user’s later change: %j, then %j', async (ownChange, othersChange) => {
  await give('anna', ownChange, annas)
  await give('bert', othersChange)
  const events = await countOfEvents()
  expect([await undo(), await countOfEvents()]).toEqual([422, events])
})

test.each<readonly [Given, Given]>([
  [titled('B'), ['ChangeContactDetails', { personId: 'maria', changes: { phone: '1' } }]],
  [moved('north'), ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Oulu' } }]],
  [named('north', 'Far north'), named('south', 'Down')],
])('undo works despite another user’s changes to other data: %j, then %j', async (ownChange, othersChange) => {
  await give('anna', ownChange, annas)
  await give('bert', othersChange)
  expect(await undo()).toBe(303)
})

test('a double click does not report a conflict with another user', async () => {
  await give('anna', titled('B'), annas)
  expect([await undo(), await undo()]).toEqual([303, 303])
  expect(anna.crm.register.tables.persons.get('maria')?.title).toBe('A')
})
