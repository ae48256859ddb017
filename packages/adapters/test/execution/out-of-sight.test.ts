import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { type Context, openClientele } from '../../src/index.js'
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

describe('a receipt or a preview', () => {
  const more: typeof given = [
    ['RegisterCustomer', { customerId: 'beta', name: 'Beta', groupId: 'north' }],
    ['RegisterCustomer', { customerId: 'shyOne', name: 'Shy too', groupId: 'north', ownerId: 'anna', private: true }],
    ['RegisterContact', { personId: 'shyPerson', lastName: 'Palm' }],
    ['LinkContactToCompany', { personId: 'shyPerson', customerId: 'beta' }],
    ['GrantPortalAccess', { customerId: 'beta', personId: 'shyPerson' }],
    ['MarkContactPrivate', { personId: 'shyPerson', ownerId: 'anna' }],
    ['RegisterProject', { projectId: 'shyProject', customerId: 'shy', name: 'P' }],
    ['DefineRole', { roleId: 'lead', name: 'Lead', kind: 'project' }],
    ['RegisterEmployee', { employeeId: 'cy', name: 'Cy' }],
    ['AssignResponsible', { projectId: 'shyProject', employeeId: 'bo', roleId: 'lead' }],
  ]
  const merges = { type: 'MergeCustomers', data: { survivorId: 'acme', duplicateId: 'beta' } } as const
  const deletes = { type: 'DeleteCustomerGroup', data: { groupId: 'north' } } as const
  const handsOver = { type: 'ReassignResponsibilities', data: { fromEmployeeId: 'bo', toEmployeeId: 'cy' } } as const

  const openedWithMore = async () => {
    const crm = await opened()
    for (const [type, data] of more) expect(await crm.executeUnknown({ type, data })).toHaveProperty('right')
    return crm
  }

  const hidden = /shy/i

  test.each([merges, deletes, handsOver])(
    'of $type leaves out events about records that the actor may not see',
    async (command) => {
      for (const run of ['preview', 'execute'] as const) {
        const told = async (context: Context): Promise<readonly string[]> => {
          const crm = await openedWithMore()
          const outcome = await crm[run](command, context)
          await crm.close()
          if (isLeft(outcome)) throw new Error(outcome.left.error)
          return outcome.right.events.map((event) => JSON.stringify(event))
        }
        const toBo = await told({ by: 'bo' })
        expect(toBo.length).toBeGreaterThan(0)
        expect(toBo.filter((event) => hidden.test(event))).toEqual([])
        for (const context of [{}, { by: 'bo', as: 'host' }] as const)
          expect((await told(context)).some((event) => hidden.test(event))).toBe(true)
      }
    },
  )

  test('has the events about hidden records that the command names or creates', async () => {
    const crm = await openedWithMore()
    const data = { personId: 'shyNew', lastName: 'New', private: true, ownerId: 'anna' }
    const command = { type: 'RegisterContact', data } as const
    expect(await crm.preview(command, { by: 'bo' })).toMatchObject({
      right: { events: [{ stream: 'person-shyNew' }, {}] },
    })
    expect(await crm.execute(command, { by: 'bo' })).toMatchObject({
      right: { events: [{ stream: 'person-shyNew' }, {}] },
    })
    await crm.close()
  })

  test('of an erasure has all that is erased', async () => {
    const crm = await openedWithMore()
    const before: typeof given = [
      ['ChangePolicy', { key: 'privateVisibility', value: 'ownerOnly' }],
      ['RegisterEmployee', { employeeId: 'root', name: 'Root', admin: true }],
      ['RegisterContact', { personId: 'survivor', lastName: 'Old' }],
      ['RegisterContact', { personId: 'merged', lastName: 'Old' }],
      ['MergeContacts', { survivorId: 'survivor', duplicateId: 'merged' }],
      ['MarkContactPrivate', { personId: 'survivor', ownerId: 'anna' }],
    ]
    for (const [type, data] of before) expect(await crm.executeUnknown({ type, data })).toHaveProperty('right')
    const erased = await crm.execute({ type: 'ErasePerson', data: { personId: 'survivor' } }, { by: 'root' })
    const streams = isLeft(erased) ? erased : erased.right.events.map(({ stream }) => stream)
    expect(streams).toEqual(expect.arrayContaining(['person-survivor', 'person-merged']))
    await crm.close()
  })
})
