import { type Clientele, type Context, type Outcome, openClientele, type Receipt } from '@clientele/adapters'
import type { EventStore, StoreFailure, StoreSource } from '@clientele/domain'
import { isLeft, isRight, left, map } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type MakeStore, onEveryStore } from '../stores.js'

const clock = (): string => '2026-03-02T09:00:00.000Z'

// Executes commands on more than eight streams in parts of two.
const opened = async (store: StoreSource, streamsAtOnce = 8): Promise<Clientele> => {
  const crm = await openClientele({ store, clock, streamsAtOnce, follow: false })
  onTestFinished(() => crm.close())
  return crm
}

const done = async (crm: Clientele, type: string, data: object, context: Context = {}): Promise<Receipt> => {
  const outcome = await crm.executeUnknown({ type, data }, context)
  return isRight(outcome) ? outcome.right : expect.fail(`${type}: ${JSON.stringify(outcome.left)}`)
}

const refusal = (outcome: Outcome): unknown => (isLeft(outcome) ? outcome.left.error : 'accepted')

const customerIds = Array.from({ length: 11 }, (_, n) => `c${n}`)

/** Anna is responsible for eleven customers of one group, owns them, and has a task. */
const begin = async (crm: Clientele): Promise<void> => {
  await done(crm, 'RegisterEmployee', { employeeId: 'anna', name: 'Anna' })
  await done(crm, 'RegisterEmployee', { employeeId: 'bertil', name: 'Bertil' })
  await done(crm, 'CreateCustomerGroup', { groupId: 'g', name: 'Group' })
  await done(crm, 'CreateSpecialGroup', { specialGroupId: 's', name: 'Special' })
  await done(crm, 'DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer' })
  for (const customerId of customerIds) {
    const commandId = `about ${customerId}`
    await done(crm, 'RegisterCustomer', { customerId, name: customerId, groupId: 'g', ownerId: 'anna' }, { commandId })
    await done(crm, 'AddCustomerToSpecialGroup', { customerId, specialGroupId: 's' })
    const responsible = { customerId, employeeId: 'anna', roleId: 'seller', from: '2026-01-01' }
    await done(crm, 'AssignResponsible', responsible, { commandId: `responsible ${customerId}` })
  }
  await done(crm, 'RegisterTask', { activityId: 't', links: { customerId: 'c0' }, ownerId: 'anna', status: 'open' })
}

const commands = {
  deleteGroup: { type: 'DeleteCustomerGroup', data: { groupId: 'g' } },
  deleteSpecialGroup: { type: 'DeleteSpecialGroup', data: { specialGroupId: 's' } },
  reassign: { type: 'ReassignResponsibilities', data: { fromEmployeeId: 'anna', toEmployeeId: 'bertil' } },
  deactivate: { type: 'DeactivateEmployee', data: { employeeId: 'anna', successorId: 'bertil' } },
}

const typesIn = ({ events }: Receipt): readonly string[] => events.map(({ type }) => type)

/** All rows as texts, without ids derived from command ids; the order of the rows is that of the ids. */
const rowsIn = (crm: Clientele): readonly string[] =>
  Object.entries(crm.register.dump())
    .flatMap(([table, rows]) => rows.map((row) => JSON.stringify([table, { ...row, assignmentId: undefined }])))
    .toSorted()

const isThere = (crm: Clientele, groupId: string): boolean =>
  [...crm.register.tables.groups.rows()].some((group) => group.groupId === groupId && group.deletedAt === null)

/** A store whose n-th append from now on fails, before or after it is stored. */
const failing = (source: StoreSource) => {
  const trouble: StoreFailure = { error: 'StoreUnavailable', problem: 'The test has pulled the plug.' }
  const fault = { in: Number.POSITIVE_INFINITY, isLate: false }
  const append =
    (store: EventStore): EventStore['append'] =>
    (batch) =>
    async () => {
      fault.in -= 1
      if (fault.in > 0 || fault.in < 0) return store.append(batch)()
      if (fault.isLate) await store.append(batch)()
      return left(trouble)
    }
  const open: StoreSource['open'] = async () =>
    map((store: EventStore): EventStore => ({ ...store, append: append(store) }))(await source.open())
  return { store: { name: source.name, open }, fault }
}

const untilSuccess = async (make: MakeStore, command: object, context: Context = {}) => {
  const crm = await opened(make({ clock }))
  await begin(crm)
  const outcome = await crm.executeUnknown(command, context)
  const receipt = isRight(outcome) ? outcome.right : expect.fail(JSON.stringify(outcome.left))
  return { crm, receipt }
}

onEveryStore('a command on more streams than one append may change', (make) => {
  test.each(Object.entries(commands))('%s in parts has the same result as in one append', async (_name, command) => {
    const { crm, receipt } = await untilSuccess(make, command)
    const whole = await opened(make({ clock }), 1_000)
    await begin(whole)
    const outcome = await whole.executeUnknown(command)
    const atOnce = isRight(outcome) ? outcome.right : expect.fail(JSON.stringify(outcome.left))
    expect(typesIn(receipt).toSorted()).toEqual(typesIn(atOnce).toSorted())
    expect(receipt.handover).toEqual(atOnce.handover)
    expect(receipt.position).toBe(receipt.events.at(-1)?.position)
    expect(rowsIn(crm)).toEqual(rowsIn(whole))
  })

  test('reports its progress, and leaves a valid register between its parts', async () => {
    const crm = await opened(make({ clock }))
    await begin(crm)
    const seen: string[] = []
    const onProgress = ({ done: changed, total }: { done: number; total: number }): void => {
      seen.push(`${changed} of ${total}, group ${isThere(crm, 'g') ? 'is there' : 'is gone'}`)
    }
    const outcome = await crm.executeUnknown(commands.deleteGroup, { onProgress })
    expect(isRight(outcome)).toBe(true)
    expect(seen).toEqual([
      ...[2, 4, 6, 8, 10].map((changed) => `${changed} of 11, group is there`),
      '11 of 11, group is gone',
    ])
  })

  test.each(['deleteGroup', 'reassign', 'deactivate'] as const)(
    '%s continues when repeated with its id, after a part failed or its answer was lost',
    async (name) => {
      const command = commands[name]
      const expected = await untilSuccess(make, command, { commandId: 'job' })
      const { store, fault } = failing(make({ clock }))
      const crm = await opened(store)
      await begin(crm)
      for (const isLate of [false, true]) {
        Object.assign(fault, { in: 2, isLate })
        expect(refusal(await crm.executeUnknown(command, { commandId: 'job' }))).toBe('StoreUnavailable')
      }
      expect(refusal(await crm.executeUnknown(commands.deleteSpecialGroup, { commandId: 'job' }))).toBe(
        'CommandIdReused',
      )
      const other = await opened(store)
      const again = await other.executeUnknown(command, { commandId: 'job' })
      const receipt = isRight(again) ? again.right : expect.fail(JSON.stringify(again.left))
      expect(typesIn(receipt)).toEqual(typesIn(expected.receipt))
      expect(receipt.handover).toEqual(expected.receipt.handover)
      expect(other.register.dump()).toEqual(expected.crm.register.dump())
      expect(await other.executeUnknown(command, { commandId: 'job' })).toEqual(again)
    },
  )

  test('when complete answers a retry with the whole first receipt, in every process; no other command can use its id', async () => {
    const store = make({ clock })
    const crm = await opened(store)
    await begin(crm)
    const first = await done(crm, 'DeactivateEmployee', commands.deactivate.data, { commandId: 'job' })
    expect(await done(crm, 'DeactivateEmployee', commands.deactivate.data, { commandId: 'job' })).toEqual(first)
    const other = await opened(store)
    expect(await done(other, 'DeactivateEmployee', commands.deactivate.data, { commandId: 'job' })).toEqual(first)
    expect(refusal(await other.executeUnknown(commands.deleteGroup, { commandId: 'job' }))).toBe('CommandIdReused')
    expect(isThere(other, 'g')).toBe(true)
  })

  test('stops between two parts when aborted, and a new command completes it', async () => {
    const crm = await opened(make({ clock }))
    await begin(crm)
    const stop = new AbortController()
    const onProgress = ({ done: changed }: { done: number }): void => {
      if (changed === 4) stop.abort()
    }
    expect(refusal(await crm.executeUnknown(commands.deleteGroup, { onProgress, signal: stop.signal }))).toBe(
      'Cancelled',
    )
    expect(crm.views.customersOfGroup({ groupId: 'g' })).toHaveLength(7)
    expect(typesIn(await done(crm, 'DeleteCustomerGroup', { groupId: 'g' }))).toHaveLength(8)
    expect(isThere(crm, 'g')).toBe(false)
  })

  test('includes members that are added meanwhile, in this process or another', async () => {
    const store = make({ clock })
    const crm = await opened(store)
    await begin(crm)
    const other = await opened(store)
    for (const customerId of ['late', 'later']) await done(crm, 'RegisterCustomer', { customerId, name: customerId })
    await other.caughtUp()
    const joining: Promise<Outcome>[] = []
    const join = (by: Clientele, customerId: string): void =>
      void joining.push(by.execute({ type: 'MoveCustomerToGroup', data: { customerId, groupId: 'g' } }))
    const onProgress = ({ done: changed }: { done: number }): void => {
      if (changed === 2) join(crm, 'late')
      if (changed === 4) join(other, 'later')
    }
    expect(refusal(await crm.executeUnknown(commands.deleteGroup, { onProgress }))).toBe('accepted')
    // On a slow store the group may be deleted before a customer joins.
    for (const joined of await Promise.all(joining)) expect(['accepted', 'GroupNotFound']).toContain(refusal(joined))
    expect([...crm.register.tables.customers.rows()].flatMap(({ groupIds }) => groupIds)).toEqual([])
    expect(isThere(crm, 'g')).toBe(false)
  })
})

describe('a rule that concerns all streams is checked before anything is done', () => {
  const cases = [
    ['GroupNotEmpty', commands.deleteGroup, { groupDeletion: 'emptyOnly' }],
    ['EmployeeHoldsResponsibilities', 'deactivate', { employeeDeactivation: 'requireSuccessor' }],
    ['EmployeeInactive', commands.reassign, {}],
  ] as const
  onEveryStore('with parts', (make) => {
    test.each(cases)('%s', async (error, command, policies) => {
      const crm = await opened(make({ clock }))
      await begin(crm)
      for (const [key, value] of Object.entries(policies)) await done(crm, 'ChangePolicy', { key, value })
      if (error === 'EmployeeInactive') await done(crm, 'DeactivateEmployee', { employeeId: 'bertil' })
      const head = await crm.store.head()()
      const withoutSuccessor = { type: 'DeactivateEmployee', data: { employeeId: 'anna' } }
      const asked = command === 'deactivate' ? withoutSuccessor : command
      expect(await crm.executeUnknown(asked)).toMatchObject(left({ error }))
      expect(await crm.store.head()()).toEqual(head)
    })
  })
})
