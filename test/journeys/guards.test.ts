import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { type CommandGuard, guard, guardReads, noNeeds, ResponsibleAssigned, type StoreSource } from '@clientele/domain'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { type MakeStore, onEveryStore } from '../stores.js'
import { atMostCustomers, atMostEmployees, atMostInGroup } from './own-guards.js'

const clock = (): string => '2026-03-02T09:00:00.000Z'

const opened = async (store: StoreSource, most = 3, streamsAtOnce = 500, more: readonly CommandGuard[] = []) => {
  const guards = [atMostCustomers(most), atMostInGroup(3), atMostEmployees(2), ...more]
  const crm = await openClientele({ store, clock, streamsAtOnce, guards, follow: false })
  onTestFinished(() => crm.close())
  return crm
}

type Crm = Awaited<ReturnType<typeof opened>>

const done = async (crm: Crm, type: string, data: object): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data })
  if (isLeft(outcome)) expect.fail(`${type}: ${JSON.stringify(outcome.left)}`)
}

const answer = async (crm: Crm, type: string, data: object): Promise<string> => {
  const outcome = await crm.executeUnknown({ type, data })
  return isRight(outcome) ? 'accepted' : outcome.left.error
}

/** Registers customers `c0`, `c1`, …; an employee is responsible for the first ones. */
const begin = async (crm: Crm, customers: number, ofAnna = 0): Promise<void> => {
  for (const employeeId of ['anna', 'bertil']) await done(crm, 'RegisterEmployee', { employeeId, name: employeeId })
  const batch = crm.batch()
  for (let n = 0; n < customers; n += 1)
    await batch.execute({ type: 'RegisterCustomer', data: { customerId: `c${n}`, name: `Customer ${n}` } })
  expect(await batch.commit()).toMatchObject({ _tag: 'Right' })
  for (let n = 0; n < ofAnna; n += 1) await done(crm, 'AssignResponsible', { customerId: `c${n}`, employeeId: 'anna' })
}

const customersOf = (crm: Crm, employeeId: string): number =>
  new Set(
    [...crm.register.tables.assignments.rowsWhere('employeeId', employeeId)]
      .filter(({ until }) => until === null || until > '2026-03-02')
      .map(({ subject }) => subject),
  ).size

const eventsIn = async (crm: Crm): Promise<number> => {
  let count = 0
  for await (const batch of crm.events()) count += batch.length
  return count
}

const customerIds = (n: number): readonly string[] => Array.from({ length: n }, (_, index) => `c${index}`)

onEveryStore('a guard of the host', (make: MakeStore) => {
  test('enforces its rule under 64 concurrent commands, given to two registers on one store', async () => {
    const store = make({ clock })
    const one = await opened(store, 5)
    // If lookups are checked only right before an append, a rule over several streams holds within one process.
    const other = one.store.capabilities.checksReads === 'exact' ? await opened(store, 5) : one
    await begin(one, 64)
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        answer(n % 2 === 0 ? one : other, 'AssignResponsible', { customerId: `c${n}`, employeeId: 'anna' }),
      ),
    )
    for (const crm of [one, other]) await crm.caughtUp()
    expect([customersOf(one, 'anna'), customersOf(other, 'anna')]).toEqual([5, 5])
    expect(answers.filter((one) => one === 'accepted')).toHaveLength(5)
    expect(answers.filter((one) => one !== 'accepted')).toEqual(Array(59).fill('TooManyCustomers'))
  })

  test('accepts every permitted command, 64 at once', async () => {
    const crm = await opened(make({ clock }), 60)
    await begin(crm, 64)
    const answers = await Promise.all(
      customerIds(64).map((customerId) => answer(crm, 'AssignResponsible', { customerId, employeeId: 'anna' })),
    )
    expect(answers.filter((one) => one === 'accepted')).toHaveLength(60)
    expect(answers.filter((one) => one === 'TooManyCustomers')).toHaveLength(4)
    expect(customersOf(crm, 'anna')).toBe(60)
  })

  test('refuses a bulk command part by part, and reports which parts', async () => {
    const crm = await opened(make({ clock }))
    await begin(crm, 6)
    await done(crm, 'CreateCustomerGroup', { groupId: 'g', name: 'Group' })
    const bulk = { type: 'MoveCustomersToGroup', data: { customerIds: customerIds(6), groupId: 'g' } }
    const outcome = await crm.executeUnknown(bulk)
    const failures = isRight(outcome) ? outcome.right.failures : expect.fail(outcome.left.error)
    expect(failures?.map(({ error }) => error)).toEqual(Array(3).fill('TooManyInGroup'))
    expect([...crm.register.tables.customers.keysWhere('groupIds', 'g')]).toHaveLength(3)
  })

  test.each([
    ['in one append', 500],
    ['on more streams than one append may change', 4],
  ])('refuses a handover %s before anything is appended', async (_, streamsAtOnce) => {
    const store = make({ clock })
    const crm = await opened(store, 10, streamsAtOnce)
    await begin(crm, 12, 8)
    for (const customerId of ['c8', 'c9', 'c10'])
      await done(crm, 'AssignResponsible', { customerId, employeeId: 'bertil' })
    const before = await eventsIn(crm)
    const leaving = { employeeId: 'anna', successorId: 'bertil' }
    expect(await answer(crm, 'DeactivateEmployee', leaving)).toBe('TooManyCustomers')
    const reassigned = { fromEmployeeId: 'anna', toEmployeeId: 'bertil' }
    expect(await answer(crm, 'ReassignResponsibilities', reassigned)).toBe('TooManyCustomers')
    expect(await eventsIn(crm)).toBe(before)
    await done(crm, 'RemoveResponsible', { customerId: 'c8', employeeId: 'bertil' })
    expect(await answer(crm, 'DeactivateEmployee', leaving)).toBe('accepted')
    expect(customersOf(crm, 'bertil')).toBe(10)
  })

  test('refuses a merge because of the responsibilities it would move', async () => {
    const crm = await opened(make({ clock }))
    await begin(crm, 4, 2)
    await done(crm, 'RegisterEmployee', { employeeId: 'cecilia', name: 'cecilia' })
    for (const employeeId of ['bertil', 'cecilia'])
      await done(crm, 'AssignResponsible', { customerId: 'c2', employeeId })
    const merge = { survivorId: 'c2', duplicateId: 'c0' }
    expect(await crm.executeUnknown({ type: 'MergeCustomers', data: merge })).toMatchObject({
      left: { error: 'TooManyEmployees', stream: 'customer-c2', before: 2 },
    })
    expect(await answer(crm, 'MergeCustomers', { ...merge, survivorId: 'c1' })).toBe('accepted')
  })

  test('decides on each command of a batch after applying the earlier ones', async () => {
    const crm = await opened(make({ clock }))
    await begin(crm, 6)
    const batch = crm.batch()
    const answers: string[] = []
    for (const customerId of customerIds(6)) {
      const outcome = await batch.execute({ type: 'AssignResponsible', data: { customerId, employeeId: 'anna' } })
      answers.push(isLeft(outcome) ? outcome.left.error : 'accepted')
    }
    expect(await batch.commit()).toMatchObject({ _tag: 'Right' })
    expect(answers).toEqual([...Array(3).fill('accepted'), ...Array(3).fill('TooManyCustomers')])
    expect(customersOf(crm, 'anna')).toBe(3)
  })

  test('is called for previews, which append nothing', async () => {
    const crm = await opened(make({ clock }))
    await begin(crm, 4, 3)
    const assign = { type: 'AssignResponsible', data: { customerId: 'c3', employeeId: 'anna' } }
    expect(await crm.preview(assign)).toMatchObject({
      left: { error: 'TooManyCustomers', employeeId: 'anna', most: 3 },
    })
    expect(await crm.preview({ ...assign, data: { ...assign.data, employeeId: 'bertil' } })).toMatchObject({
      right: { events: [{ type: 'ResponsibleAssigned' }] },
    })
  })

  test.each([false, true])('refuses rows of an import without stopping it (dry run: %s)', async (dryRun) => {
    const directory = mkdtempSync(join(tmpdir(), 'clientele-guards-'))
    onTestFinished(() => rmSync(directory, { recursive: true }))
    const crm = await opened(make({ clock }))
    await begin(crm, 5)
    const rows = customerIds(5).map((id) => `customer,${id},anna,,,`)
    const others = customerIds(5)
      .map((id) => `customer,${id},bertil,,,`)
      .slice(3)
    const header = 'subjectKind,subjectId,employeeId,roleId,from,lastDay'
    writeFileSync(join(directory, 'responsibilities.csv'), `${[header, ...rows, ...others].join('\n')}\n`)
    const outcome = await crm.import(directory, { dryRun })
    const result = isRight(outcome) ? outcome.right : expect.fail(JSON.stringify(outcome.left))
    expect(result).toMatchObject({ read: 7, accepted: 5, rejected: 2 })
    expect(result.problems).toMatchObject([
      { line: 5, error: 'TooManyCustomers', employeeId: 'anna' },
      { line: 6, error: 'TooManyCustomers', employeeId: 'anna' },
    ])
    expect([customersOf(crm, 'anna'), customersOf(crm, 'bertil')]).toEqual(dryRun ? [0, 0] : [3, 2])
  })

  test.each([500, 4])(
    'that fails during a handover stops it before anything is appended (%i at once)',
    async (most) => {
      const broken = guard({
        name: 'broken',
        rejections: {},
        events: [ResponsibleAssigned],
        reads: guardReads(() => noNeeds),
        unless: ({ change }) => {
          if (change.command.type === 'DeactivateEmployee') throw new TypeError('anna')
          return null
        },
      })
      const crm = await opened(make({ clock }), 100, most, [broken])
      await begin(crm, 8, 8)
      const before = await eventsIn(crm)
      const leaving = { type: 'DeactivateEmployee', data: { employeeId: 'anna', successorId: 'bertil' } }
      expect(await crm.executeUnknown(leaving)).toEqual({
        _tag: 'Left',
        left: { error: 'GuardFailed', guard: 'broken', problem: 'It threw TypeError.' },
      })
      expect(await eventsIn(crm)).toBe(before)
      // Without a successor nobody is assigned, so the guard has nothing to check.
      expect(await answer(crm, 'DeactivateEmployee', { employeeId: 'anna' })).toBe('accepted')
    },
  )

  test('does not affect large commands in parts whose events it does not check', async () => {
    const crm = await opened(make({ clock }), 100, 4)
    await begin(crm, 8, 8)
    const progress: number[] = []
    const onProgress = ({ done }: { readonly done: number }): void => void progress.push(done)
    const handover = { fromEmployeeId: 'anna', toEmployeeId: 'bertil' }
    expect(
      await crm.executeUnknown({ type: 'ReassignResponsibilities', data: handover }, { onProgress }),
    ).toMatchObject({ _tag: 'Right' })
    expect(progress).toEqual([])
    const leaving = { type: 'DeactivateEmployee', data: { employeeId: 'bertil' } }
    expect(await crm.executeUnknown(leaving, { onProgress })).toMatchObject({ _tag: 'Right' })
    expect(progress.length).toBeGreaterThan(4)
    expect([customersOf(crm, 'anna'), customersOf(crm, 'bertil')]).toEqual([0, 0])
  })
})
