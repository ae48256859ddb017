import { memory } from '@clientele/adapters/memory'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import { describe, expect, test } from 'vitest'
// The test changes tables behind the public API, which cannot do that.
import { registerBehind } from '../../../projections/src/register/readable-register.js'
import { accepted, answers, round, session } from './register.js'

describe('rebuilding while the views are in use', () => {
  test('finds them equal while commands are executed', () =>
    session({ store: memory() }, async (crm) => {
      await round(crm, 1)
      const progress: number[] = []
      const rebuilding = crm.rebuild({ onProgress: (events) => progress.push(events) })
      await round(crm, 2)
      expect(await rebuilding).toMatchObject({ right: { equal: true, differences: [], swapped: false } })
      expect(progress.at(-1)).toBeGreaterThanOrEqual(10)
    }))

  test('reports differences and swaps nothing unless requested', () =>
    session({ store: memory() }, async (crm) => {
      await round(crm, 1)
      const right = answers(crm)
      registerBehind(crm.register).tables.customers.patch('a1', { name: 'Nobody' })
      const differences = [{ in: 'table', table: 'customers', key: 'a1' }]
      expect(await crm.rebuild()).toMatchObject({ right: { equal: false, differences, swapped: false } })
      expect(answers(crm)).not.toEqual(right)
      expect(await crm.rebuild({ swap: true })).toMatchObject({ right: { equal: false, differences, swapped: true } })
      expect(answers(crm)).toEqual(right)
    }))

  test('with a swap leaves views that continue, and can be saved and opened', async () => {
    const options = { store: memory(), snapshots: memorySnapshots(), snapshotEvery: 1 }
    const last = await session(options, async (crm) => {
      await round(crm, 1)
      registerBehind(crm.register).tables.groups.remove('g1')
      await crm.rebuild({ swap: true })
      await round(crm, 2)
      expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
      return answers(crm)
    })
    expect(await session(options, answers)).toEqual(last)
    expect(await session({ store: options.store }, answers)).toEqual(last)
  })

  test('detects views from an incorrect snapshot', async () => {
    const options = { store: memory(), snapshots: memorySnapshots(), snapshotEvery: 1 }
    await session(options, async (crm) => {
      await round(crm, 1)
      registerBehind(crm.register).tables.customers.patch('a1', { name: 'Nobody' })
    })
    await session(options, async (crm) => {
      expect(await crm.rebuild({ swap: true })).toMatchObject({ right: { equal: false, swapped: true } })
      expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    })
  })

  test('with a swap clears answers memoized from the previous views', () =>
    session({ store: memory() }, async (crm) => {
      for (const employeeId of ['anna', 'bertil'])
        await accepted(crm, 'RegisterEmployee', { employeeId, name: employeeId })
      for (const customerId of ['c1', 'c2', 'c3', 'c4', 'c5'])
        await accepted(crm, 'RegisterCustomer', { customerId, name: customerId, ownerId: 'anna' })
      for (const customerId of ['c3', 'c5']) await accepted(crm, 'MarkCustomerPrivate', { customerId })
      // The swap renumbers customers: those after a deleted one get another number.
      await accepted(crm, 'DeleteCustomer', { customerId: 'c2' })
      const asked = () =>
        crm.views.responsibilityMatrix({ viewer: 'bertil', asOf: crm.today() }).rows.map(({ subject }) => subject.id)
      expect(asked()).toEqual(['c1', 'c4'])
      registerBehind(crm.register).tables.customers.patch('c1', { name: 'c0' })
      expect(await crm.rebuild({ swap: true })).toMatchObject({ right: { swapped: true } })
      expect(asked()).toEqual(['c1', 'c4'])
    }))

  test('is cancelled by the signal', () =>
    session({ store: memory() }, async (crm) => {
      await round(crm, 1)
      expect(await crm.rebuild({ signal: AbortSignal.abort() })).toEqual({ _tag: 'Left', left: { error: 'Cancelled' } })
    }))
})
