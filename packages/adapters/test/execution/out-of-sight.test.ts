import { expect, test } from 'vitest'
import { openClientele } from '../../src/index.js'
import { memory } from '../../src/stores/memory/index.js'

const given: readonly (readonly [type: string, data: object])[] = [
  ['RegisterEmployee', { employeeId: 'anna', name: 'Anna', admin: true }],
  ['RegisterEmployee', { employeeId: 'bo', name: 'Bo' }],
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme' }],
  ['RegisterCustomer', { customerId: 'old', name: 'Old' }],
  ['RegisterCustomer', { customerId: 'shy', name: 'Shy', number: 77, ownerId: 'anna' }],
  ['MergeCustomers', { survivorId: 'shy', duplicateId: 'old' }],
  ['MarkCustomerPrivate', { customerId: 'shy' }],
]

const opened = async () => {
  const crm = await openClientele({ store: memory() })
  for (const [type, data] of given) expect(await crm.executeUnknown({ type, data })).toHaveProperty('right')
  return crm
}

const takesNumber = { type: 'ChangeCustomerNumber', data: { customerId: 'acme', number: 77 } } as const
const archives = { type: 'ArchiveCustomer', data: { customerId: 'old' } } as const
const moves = { type: 'MoveCustomersToGroup', data: { customerIds: ['acme', 'old'], groupId: 'north' } } as const

test('a refusal names no record that the actor may not see: executed, previewed, in a batch, of a part', async () => {
  const crm = await opened()
  const taken = { left: { error: 'CustomerNumberTaken', number: 77, heldBy: null } }
  const notOwned = { left: { error: 'NotOwner', by: 'bo' } }
  const by = { by: 'bo' }
  expect(await crm.execute(takesNumber, by)).toMatchObject(taken)
  expect(await crm.execute(archives, by)).toMatchObject(notOwned)
  expect(await crm.preview(archives, by)).toMatchObject(notOwned)
  const batch = crm.batch()
  expect(await batch.execute(archives, by)).toMatchObject(notOwned)
  await batch.commit()
  expect(await crm.execute(moves, by)).toMatchObject({
    right: { failures: [{ customerId: 'old', error: 'NotOwner', by: 'bo' }] },
  })
  await crm.close()
})

test('a refusal to the host, or to an actor who may see the record, names it', async () => {
  const crm = await opened()
  const taken = { left: { error: 'CustomerNumberTaken', number: 77, heldBy: 'shy' } }
  const merged = { left: { error: 'CustomerWasMerged', customerId: 'old', survivorId: 'shy' } }
  for (const context of [{}, { by: 'bo', as: 'host' }, { by: 'anna' }] as const) {
    expect(await crm.execute(takesNumber, context)).toMatchObject(taken)
    expect(await crm.execute(archives, context)).toMatchObject(merged)
  }
  await crm.close()
})
