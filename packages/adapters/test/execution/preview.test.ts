import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { getOrElse, isRight } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Clientele } from '../../src/index.js'

const clock = (): string => '2024-03-15T09:00:00.000Z'

let crm: Clientele

const done = async (type: string, data: object): Promise<void> => {
  expect(isRight(await crm.executeUnknown({ type, data })), type).toBe(true)
}

const headOf = async (): Promise<unknown> => getOrElse<unknown, unknown>(() => 'failed')(await crm.store.head()())

beforeEach(async () => {
  crm = await openClientele({ store: memory(), clock })
  await done('RegisterEmployee', { employeeId: 'anna', name: 'Anna' })
  await done('RegisterEmployee', { employeeId: 'bertil', name: 'Bertil' })
  await done('DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' })
  await done('CreateCustomerGroup', { groupId: 'gA', name: 'Accounting' })
  for (const customerId of ['acme', 'beta']) {
    await done('RegisterCustomer', { customerId, name: customerId })
    await done('AssignResponsible', { customerId, employeeId: 'anna', roleId: 'seller', from: '2024-01-01' })
  }
})

afterEach(() => crm.close())

const reassign = {
  type: 'ReassignResponsibilities',
  data: { fromEmployeeId: 'anna', toEmployeeId: 'bertil', effective: '2024-04-01' },
}

describe('a preview', () => {
  test('lists per customer what ends and what is taken over, and appends nothing', async () => {
    const before = await headOf()
    const preview = await crm.preview(reassign)
    expect(isRight(preview) ? preview.right.events.slice(1, 3) : preview).toEqual([
      expect.objectContaining({
        stream: 'customer-acme',
        type: 'ResponsibilityEnded',
        data: expect.objectContaining({ until: '2024-04-01' }),
      }),
      expect.objectContaining({
        stream: 'customer-acme',
        type: 'ResponsibleAssigned',
        data: expect.objectContaining({ employeeId: 'bertil', roleId: 'seller', from: '2024-04-01', until: null }),
      }),
    ])
    expect(isRight(preview) && preview.right).toMatchObject(before as object)
    expect(await headOf()).toEqual(before)
  })
  test('equals what executing the command then appends', async () => {
    const preview = await crm.preview(reassign, { commandId: 'hand-over' })
    const receipt = await crm.executeUnknown(reassign, { commandId: 'hand-over' })
    const tried = isRight(preview) ? preview.right.events : []
    const appended = isRight(receipt) ? receipt.right.events : []
    expect(appended).toHaveLength(6)
    expect(tried.map(({ stream, type }) => [stream, type])).toEqual(appended.map(({ stream, type }) => [stream, type]))
  })
  test('has no events if nothing changes, and the rejection if there is one', async () => {
    const data = { ...reassign.data, fromEmployeeId: 'bertil', toEmployeeId: 'anna' }
    expect(await crm.preview({ ...reassign, data })).toMatchObject({ right: { events: [] } })
    expect(await crm.preview({ ...reassign, data: { ...data, toEmployeeId: 'bertil' } })).toEqual({
      _tag: 'Left',
      left: { error: 'SameEmployee', employeeId: 'bertil' },
    })
    expect(await crm.preview({ type: 'Zed' })).toMatchObject({ left: { error: 'MalformedCommand' } })
  })
  test('of a bulk command lists the parts that would be refused', async () => {
    const move = { type: 'MoveCustomersToGroup', data: { customerIds: ['acme', 'zed'], groupId: 'gA' } }
    expect(await crm.preview(move)).toMatchObject({
      right: {
        events: [{ stream: 'customer-acme', type: 'CustomerMovedToGroup', data: { from: null, to: 'gA' } }],
        failures: [{ error: 'CustomerNotFound', customerId: 'zed' }],
      },
    })
    expect(crm.views.customersOfGroup({ groupId: 'gA' })).toEqual([])
  })
})
