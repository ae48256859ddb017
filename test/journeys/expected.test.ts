import { type Clientele, openClientele } from '@clientele/adapters'
import { commands } from '@clientele/domain'
import { expect, onTestFinished, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const { AssignResponsible, ChangeCustomerDetails, CreateCustomerGroup, DeleteCustomerGroup } = commands
const { RegisterCustomer, RegisterEmployee } = commands

type Store = Parameters<typeof openClientele>[0]['store']

const opened = async (store: Store): Promise<Clientele> => {
  const crm = await openClientele({ store })
  onTestFinished(() => crm.close())
  return crm
}

const withAcme = async (store: Store): Promise<Clientele> => {
  const crm = await opened(store)
  await crm.execute(RegisterEmployee({ employeeId: 'anna', name: 'Anna' }))
  await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
  return crm
}

const renamed = (name: string) => ChangeCustomerDetails({ customerId: 'acme', changes: { name } })

const revisionOf = async (crm: Clientele, stream: string): Promise<number> => {
  let revision = -1
  for await (const events of crm.store.readStream(stream)) revision = events.at(-1)?.revision ?? revision
  return revision
}

const conflictOn = (stream: string, expected: number | 'noStream', actual: number | 'noStream') => ({
  _tag: 'Left',
  left: { error: 'ConcurrencyConflict', stream, expected, actual },
})

onEveryStore('a command with expected revisions', (make) => {
  test('is executed if the stream has the expected revision, refused if it has changed', async () => {
    const crm = await withAcme(make())
    const seen = await revisionOf(crm, 'customer-acme')
    const expected = { 'customer-acme': seen }
    expect(await crm.execute(renamed('First'), { expected })).toMatchObject({ _tag: 'Right' })
    expect(await crm.execute(renamed('Second'), { expected })).toMatchObject(
      conflictOn('customer-acme', seen, seen + 1),
    )
    expect(crm.register.tables.customers.get('acme')?.name).toBe('First')
  })

  test('is executed once when several commands expect the same revision concurrently', async () => {
    const store = make()
    const [one, other] = [await withAcme(store), await opened(store)]
    const expected = { 'customer-acme': await revisionOf(one, 'customer-acme') }
    const outcomes = await Promise.all(
      [one, other, one, other].map((crm, n) => crm.execute(renamed(`Name ${n}`), { expected })),
    )
    expect(outcomes.map(({ _tag }) => _tag).sort()).toEqual(['Left', 'Left', 'Left', 'Right'])
  })

  test('is refused if another process has changed the stream', async () => {
    const store = make()
    const [here, there] = [await withAcme(store), await opened(store)]
    const seen = await revisionOf(here, 'customer-acme')
    await there.execute(renamed('Theirs'))
    expect(await here.execute(renamed('Ours'), { expected: { 'customer-acme': seen } })).toMatchObject(
      conflictOn('customer-acme', seen, seen + 1),
    )
  })

  test('may expect the revision of a stream that it does not read', async () => {
    const crm = await withAcme(make())
    const expected = { 'employee-anna': await revisionOf(crm, 'employee-anna'), 'employee-nobody': 'noStream' } as const
    expect(await crm.execute(renamed('First'), { expected })).toMatchObject({ _tag: 'Right' })
    await crm.execute(RegisterEmployee({ employeeId: 'nobody', name: 'Somebody' }))
    expect(await crm.execute(renamed('Second'), { expected })).toMatchObject({
      left: { error: 'ConcurrencyConflict', stream: 'employee-nobody', expected: 'noStream' },
    })
  })

  test('is refused, and so is its preview, if it has nothing to do and a stream that it does not read has changed', async () => {
    const crm = await withAcme(make())
    const seen = await revisionOf(crm, 'employee-anna')
    const expected = [{ 'employee-anna': seen + 1 }, { 'employee-anna': 'noStream' }, { 'employee-nobody': 0 }] as const
    for (const context of expected.map((expected) => ({ expected })))
      for (const outcome of [
        await crm.execute(renamed('Acme'), context),
        await crm.preview(renamed('Acme'), context),
        await crm.preview(renamed('Other'), context),
      ])
        expect(outcome).toMatchObject({ left: { error: 'ConcurrencyConflict' } })
    const met = { expected: { 'employee-anna': seen, 'employee-nobody': 'noStream' } } as const
    expect(await crm.execute(renamed('Acme'), met)).toMatchObject({ right: { events: [] } })
  })

  test('is recognised when it is repeated with its id', async () => {
    const crm = await withAcme(make())
    const context = { commandId: 'form-1', expected: { 'customer-acme': await revisionOf(crm, 'customer-acme') } }
    const first = await crm.execute(renamed('First'), context)
    expect(first).toMatchObject({ _tag: 'Right' })
    expect(await crm.execute(renamed('First'), context)).toEqual(first)
  })

  test('gets the same answer in a preview and in a batch', async () => {
    const crm = await withAcme(make())
    const context = { expected: { 'customer-acme': 7 } }
    const batch = crm.batch()
    expect(await crm.preview(renamed('First'), context)).toMatchObject({ left: { error: 'ConcurrencyConflict' } })
    expect(await batch.execute(renamed('First'), context)).toMatchObject({ left: { error: 'ConcurrencyConflict' } })
    batch.discard()
  })
})

test('an invalid revision is refused by name, and so is a command that is executed in parts', async () => {
  const { memory } = await import('@clientele/adapters/memory')
  const crm = await withAcme(memory())
  const problems = async (command: unknown, expected: object) => {
    const outcome = await crm.executeUnknown(command, { expected: expected as Record<string, number> })
    return outcome._tag === 'Left' && 'problems' in outcome.left ? outcome.left.problems : outcome
  }
  const revisions = [{ 'customer-acme': -1 }, { 'customer-acme': '1' }, { 'customer-acme': 1.5 }]
  const names = [{ 'customer-\0': 'noStream' }, { 'customer-\ud800': 'noStream' }, { '': 'noStream' }]
  for (const expected of [...revisions, ...names])
    expect(await problems(renamed('x'), expected)).toMatchObject([{ path: 'expected' }])
  // A copy of these would expect nothing.
  for (const expected of [null, [], ['customer-acme', 0], new Map([['customer-acme', 7]]), 7, ''])
    expect(await problems(renamed('x'), expected as object)).toMatchObject([{ path: 'expected' }])
  // Streams that no command could write to would conflict for ever.
  const streams = [
    ['acme', 'customer-acme'],
    ['Customer-acme', 'customer-acme'],
    ['customers-acme', 'customer-acme'],
    ['customerGroup-g', 'customerGroups'],
    ['customerGroups-g', 'customerGroups'],
    ['customer', null],
    ['gift-g1', null],
  ] as const
  for (const [name, nearest] of streams)
    expect(await problems(renamed('x'), { [name]: 0 })).toEqual([
      {
        path: `expected.${name}`,
        expected: `the name of a stream, such as customer-acme${nearest === null ? '' : `; did you mean ${nearest}?`}`,
        actual: 'a name of no stream',
      },
    ])
  await crm.execute(CreateCustomerGroup({ groupId: 'g', name: 'G' }))
  expect(await problems(DeleteCustomerGroup({ groupId: 'g' }), { customerGroups: 1 })).toMatchObject([
    { path: 'expected', expected: 'nothing for a command that is carried out in parts' },
  ])
})

onEveryStore('a command whose signal is aborted', (make) => {
  test('is cancelled and appends nothing, even while it waits for other commands', async () => {
    const crm = await withAcme(make())
    const before = await revisionOf(crm, 'customer-acme')
    const controller = new AbortController()
    controller.abort()
    expect(await crm.execute(renamed('Never'), { signal: controller.signal })).toEqual({
      _tag: 'Left',
      left: { error: 'Cancelled' },
    })
    const late = new AbortController()
    const first = crm.execute(renamed('First'))
    const second = crm.execute(renamed('Second'), { signal: late.signal })
    late.abort()
    expect(await first).toMatchObject({ _tag: 'Right' })
    expect(await second).toMatchObject({ left: { error: 'Cancelled' } })
    expect(await revisionOf(crm, 'customer-acme')).toBe(before + 1)
  })
})

onEveryStore('a receipt', (make) => {
  test('has the data of the events, the id of the command and the ids of what it created', async () => {
    const crm = await withAcme(make())
    const outcome = await crm.execute(CreateCustomerGroup({ name: 'Bakeries' }), { commandId: 'make-1' })
    if (outcome._tag === 'Left') expect.fail(outcome.left.error)
    const { commandId, ids, events, position } = outcome.right
    expect({ commandId, ids }).toEqual({ commandId: 'make-1', ids: { groupId: 'make-1' } })
    expect(events).toMatchObject([
      { type: 'CustomerGroupCreated', position, data: { groupId: 'make-1', name: 'Bakeries' } },
    ])
    expect(crm.register.tables.groups.get(ids.groupId ?? '')?.name).toBe('Bakeries')
  })

  test('has ids created from the command id, and none if the caller provided them', async () => {
    const crm = await withAcme(make())
    const assigned = await crm.execute(AssignResponsible({ customerId: 'acme', employeeId: 'anna' }))
    if (assigned._tag === 'Left') expect.fail(assigned.left.error)
    expect(assigned.right.ids).toEqual({ assignmentId: assigned.right.commandId })
    const given = await crm.execute(CreateCustomerGroup({ groupId: 'g', name: 'G' }))
    expect(given).toMatchObject({ right: { ids: {} } })
  })

  test('shares no data with the register', async () => {
    const crm = await withAcme(make())
    const outcome = await crm.execute(renamed('First'))
    if (outcome._tag === 'Left') expect.fail(outcome.left.error)
    for (const { data } of outcome.right.events) Object.assign(data as object, { changes: { name: 'Spoilt' } })
    expect(crm.register.tables.customers.get('acme')?.name).toBe('First')
    expect(await crm.execute(renamed('First'))).toMatchObject({ right: { events: [] } })
  })
})
