import { type Clientele, type Context, type Outcome, openClientele } from '@clientele/adapters'
import type { StoreSource } from '@clientele/domain'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const opened = async (store: StoreSource): Promise<Clientele> => {
  const crm = await openClientele({ store })
  onTestFinished(() => crm.close())
  return crm
}

const refused = (outcome: Outcome): unknown => (isLeft(outcome) ? outcome.left.error : outcome.right)

const receiptOf = (outcome: Outcome): unknown => (isRight(outcome) ? outcome.right : outcome.left)

const registerAnna = { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } }
const createGroup = { type: 'CreateCustomerGroup', data: { groupId: 'g', name: 'Group' } }

/** A register in which anna was registered by a command with an id of the host's. */
const registerWithAnna = async (store: StoreSource, context: Context = {}): Promise<Clientele> => {
  const crm = await opened(store)
  expect(isRight(await crm.executeUnknown(registerAnna, { commandId: 'req-1', ...context }))).toBe(true)
  return crm
}

const groupsOf = (crm: Clientele): readonly string[] => [...crm.register.tables.groups.rows()].map(({ name }) => name)

onEveryStore('a commandId', (make) => {
  test('of the same command returns the first receipt, even with another field order or day', async () => {
    const crm = await opened(make())
    const first = await crm.executeUnknown(registerAnna, { commandId: 'req-1', today: '2026-03-01' })
    const again = { type: 'RegisterEmployee', data: { name: 'Anna', employeeId: 'anna' } }
    expect(receiptOf(await crm.executeUnknown(again, { commandId: 'req-1', today: '2026-03-02' }))).toEqual(
      receiptOf(first),
    )
    expect(crm.register.tables.employees.size).toBe(1)
  })

  test('is refused for a command of another type, which is not executed', async () => {
    const crm = await registerWithAnna(make())
    expect(refused(await crm.executeUnknown(createGroup, { commandId: 'req-1' }))).toBe('CommandIdReused')
    expect(groupsOf(crm)).toEqual([])
  })

  test('is refused for other data, on the same stream or another', async () => {
    const crm = await registerWithAnna(make())
    for (const data of [
      { employeeId: 'anna', name: 'Anne' },
      { employeeId: 'bertil', name: 'Bertil' },
    ])
      expect(refused(await crm.execute({ type: 'RegisterEmployee', data }, { commandId: 'req-1' }))).toBe(
        'CommandIdReused',
      )
    expect([...crm.register.tables.employees.rows()].map(({ name }) => name)).toEqual(['Anna'])
  })

  test('is refused for another actor', async () => {
    const crm = await registerWithAnna(make(), { by: 'robot', as: 'host' })
    expect(refused(await crm.executeUnknown(registerAnna, { commandId: 'req-1' }))).toBe('CommandIdReused')
  })

  test('is refused even for a command that would be rejected or change nothing', async () => {
    const crm = await registerWithAnna(make())
    const missing = { type: 'RenameCustomerGroup', data: { groupId: 'none', name: 'None' } }
    expect(refused(await crm.executeUnknown(missing, { commandId: 'req-1' }))).toBe('CommandIdReused')
    const same = { type: 'ChangeEmployeeDetails', data: { employeeId: 'anna', name: 'Anna' } }
    expect(refused(await crm.executeUnknown(same, { commandId: 'req-1' }))).toBe('CommandIdReused')
  })

  test('is refused by another process too', async () => {
    const store = make()
    await registerWithAnna(store)
    const other = await opened(store)
    expect(refused(await other.executeUnknown(createGroup, { commandId: 'req-1' }))).toBe('CommandIdReused')
    expect(receiptOf(await other.executeUnknown(registerAnna, { commandId: 'req-1' }))).toMatchObject({
      events: [{ type: 'EmployeeRegistered' }],
    })
  })

  test('is accepted for only one of two different commands given concurrently', async () => {
    const crm = await opened(make())
    const outcomes = await Promise.all([
      crm.executeUnknown(registerAnna, { commandId: 'req-1' }),
      crm.executeUnknown(createGroup, { commandId: 'req-1' }),
    ])
    expect(outcomes.filter(isRight)).toHaveLength(1)
    expect(outcomes.filter(isLeft).map(refused)).toEqual(['CommandIdReused'])
    expect(crm.register.tables.employees.size + groupsOf(crm).length).toBe(1)
  })
})

onEveryStore('the parts of a bulk command', (make) => {
  const register = async (crm: Clientele, customerIds: readonly string[]): Promise<void> => {
    for (const customerId of customerIds)
      expect(isRight(await crm.execute({ type: 'RegisterCustomer', data: { customerId, name: customerId } }))).toBe(
        true,
      )
  }
  const moveTo = (customerIds: readonly string[]) => ({
    type: 'MoveCustomersToGroup',
    data: { customerIds, groupId: 'g' },
  })

  test('have ids that no caller can give, so a similar id belongs to a separate command', async () => {
    const crm = await opened(make())
    await crm.executeUnknown(createGroup)
    await register(crm, ['a', 'b'])
    expect(refused(await crm.executeUnknown(moveTo(['a', 'b']), { commandId: 'job-1' }))).toMatchObject({
      events: [{}, {}],
    })
    const rename = { type: 'RenameCustomerGroup', data: { groupId: 'g', name: 'Golden' } }
    for (const commandId of ['job-1.0', 'job-1.1'])
      expect(isRight(await crm.executeUnknown(rename, { commandId })), commandId).toBe(true)
    expect(groupsOf(crm)).toEqual(['Golden'])
    expect(refused(await crm.executeUnknown(rename, { commandId: 'job-1/part-1' }))).toBe('MalformedCommand')
  })

  test('belong to the whole command: a retry returns its receipt, another list with its id is refused', async () => {
    const crm = await opened(make())
    await crm.executeUnknown(createGroup)
    await register(crm, ['a', 'b', 'c'])
    const first = receiptOf(await crm.executeUnknown(moveTo(['a', 'b']), { commandId: 'job-1' }))
    expect(receiptOf(await crm.executeUnknown(moveTo(['a', 'b']), { commandId: 'job-1' }))).toEqual(first)
    expect(refused(await crm.executeUnknown(moveTo(['c']), { commandId: 'job-1' }))).toBe('CommandIdReused')
    expect(crm.views.customersOfGroup({ groupId: 'g' }).map(({ customerId }) => customerId)).toEqual(['a', 'b'])
  })

  test('execute nothing if the id was used: by a longer or shorter list, or by a command of another type', async () => {
    const crm = await opened(make())
    await crm.executeUnknown(createGroup)
    await register(crm, ['a', 'b', 'c', 'd'])
    await crm.executeUnknown(moveTo(['nobody', 'a']), { commandId: 'job-1' })
    for (const customerIds of [
      ['b', 'c', 'd'],
      ['nobody', 'a', 'b'],
      ['b', 'c'],
    ])
      expect(refused(await crm.executeUnknown(moveTo(customerIds), { commandId: 'job-1' }))).toBe('CommandIdReused')
    await crm.executeUnknown(registerAnna, { commandId: 'req-1' })
    expect(refused(await crm.executeUnknown(moveTo(['b']), { commandId: 'req-1' }))).toBe('CommandIdReused')
    expect(crm.views.customersOfGroup({ groupId: 'g' }).map(({ customerId }) => customerId)).toEqual(['a'])
  })
})
