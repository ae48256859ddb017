import { AssertionError } from 'node:assert/strict'
import { memory } from '@clientele/adapters/memory'
import {
  ArchiveCustomer,
  AssignResponsible,
  ChangePolicy,
  ContactLinkedToCompany,
  ContactRegistered,
  CustomerArchived,
  CustomerGroupCreated,
  CustomerMarkedPrivate,
  CustomerMovedToGroup,
  CustomerRegistered,
  EmployeeRegistered,
  events,
  guard,
  guardReads,
  LinkContactToCompany,
  MoveCustomersToGroup,
  MoveCustomerToGroup,
  noNeeds,
  ProjectRegistered,
  RegisterCustomer,
  ResponsibleAssigned,
  rejection,
  SettingChanged,
  WriteNote,
} from '@clientele/domain'
import {
  aggregates,
  categoriesOf,
  type EventLike,
  type Expectation,
  everyCommandKeeps,
  given,
  type KnownEvent,
  on,
  race,
  recordedAt,
} from '@clientele/testing'
import { describe, expect, test } from 'vitest'

const acme = CustomerRegistered({ customerId: 'acme', kind: 'company', name: 'Acme Oy' })
const beta = CustomerRegistered({ customerId: 'beta', kind: 'company', name: 'Beta Oy' })
const anna = EmployeeRegistered({ employeeId: 'anna', name: 'Anna' })
const bakeries = CustomerGroupCreated({ groupId: 'bakeries', name: 'Bakeries', parentId: null })
const archive = ArchiveCustomer({ customerId: 'acme' })
const move = MoveCustomerToGroup({ customerId: 'acme', groupId: 'bakeries' })
const moved = CustomerMovedToGroup({ from: null, to: 'bakeries' })

/** Returns the `AssertionError` that an action must throw. */
const failureOf = (action: () => unknown): AssertionError => {
  try {
    action()
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError)
    return error as AssertionError
  }
  return expect.fail('nothing was thrown')
}

describe('an expectation', () => {
  test('holds for exactly the appended events', async () => {
    given(acme, bakeries).when(move).then(moved)
    await given(acme, bakeries).when(move).then(moved)
  })

  test.each<readonly [string, (expectation: Expectation) => void, string]>([
    ['another event', (it) => it.then(CustomerArchived({})), 'appended other events'],
    ['another field', (it) => it.then(CustomerMovedToGroup({ from: null, to: 'cafes' })), 'appended other events'],
    ['a field fewer', (it) => it.then({ type: 'CustomerMovedToGroup', data: { from: null } }), 'does not decode'],
    ['a field more', (it) => it.then({ ...moved, data: { ...moved.data, reason: 'x' } }), 'appended other events'],
    ['an unknown field', (it) => it.then({ ...moved, data: { ...moved.data, form: 1 } }), 'did you mean from?'],
    ['one event more', (it) => it.then(moved, moved), 'appended other events'],
    ['no event', (it) => it.nothing(), 'appended other events'],
    ['none given', (it) => it.then(), 'appended other events'],
    ['another stream', (it) => it.then(on('customer-beta', moved)), 'appended other events'],
    ['a refusal', (it) => it.isRefused('GroupNotFound'), 'was not refused: it appended CustomerMovedToGroup'],
    ['a constructor', (it) => it.then(CustomerArchived as never), 'call it, CustomerArchived({ … })'],
    ['a command', (it) => it.then(archive), 'got the command ArchiveCustomer'],
    ['a list', (it) => it.then([moved] as never), 'an object without type and data'],
  ])('fails at once, awaited or not, for %s', (_, expecting, message) => {
    const error = failureOf(() => expecting(given(acme, bakeries).when(move)))
    expect(error.message).toContain(message)
  })

  test('may name the stream of an event', () => {
    given(acme, bakeries).when(move).then(on('customer-acme', moved))
    given(acme)
      .when(archive)
      .then(on('customer-acme', CustomerArchived({})))
  })

  test('treats optional fields without a value as absent', () => {
    given(acme, bakeries)
      .when(move)
      .then({ type: 'CustomerMovedToGroup', data: { from: null, to: 'bakeries', reason: undefined } })
  })

  test('shows the difference, with both sides for test runners', () => {
    const error = failureOf(() => given(acme).when(archive).then(CustomerMarkedPrivate({})))
    expect(error.message).toContain('CustomerMarkedPrivate')
    expect(error.actual).toEqual([{ type: 'CustomerArchived', data: {} }])
    expect(error.expected).toEqual([{ type: 'CustomerMarkedPrivate', data: {} }])
  })

  test('may be that nothing changes', () => {
    const archived = given(acme, CustomerArchived({})).when(archive)
    archived.nothing()
    expect(failureOf(() => archived.then(CustomerArchived({}))).message).toContain('appended nothing')
    expect(failureOf(() => archived.isAccepted()).message).toContain('appended nothing')
    expect(failureOf(() => archived.isRefused('CustomerIsArchived')).message).toContain('it had nothing to do')
  })

  test('may be a rejection by name, with exactly its facts if they are given', () => {
    const refused = given(acme).when(move)
    refused.isRefused('GroupNotFound')
    refused.isRefused('GroupNotFound', { groupId: 'bakeries' })
    expect(failureOf(() => refused.isRefused('GroupNotFound', {})).message).toContain('was refused otherwise')
    expect(failureOf(() => refused.isRefused('GroupNotFound', { groupId: 'cafes' })).message).toContain('bakeries')
    expect(failureOf(() => refused.isRefused('CustomerNotFound')).message).toContain('GroupNotFound')
    expect(failureOf(() => refused.then()).message).toContain('was refused: GroupNotFound {"groupId":"bakeries"}')
    expect(failureOf(() => refused.nothing()).message).toContain('was refused')
    expect(failureOf(() => refused.isAccepted()).message).toContain('was refused')
  })

  test('may be any other assertion on the outcome', () => {
    const { answer } = given(acme, bakeries).when(move)
    expect(answer.events.map(({ stream, revision }) => [stream, revision])).toEqual([['customer-acme', 1]])
    expect(answer.refusals).toEqual([])
  })

  test('may list the refused parts of a bulk command by their fields', () => {
    const bulk = MoveCustomersToGroup({ customerIds: ['acme', 'nobody'], groupId: 'bakeries' })
    const { answer } = given(acme, bakeries).when(bulk)
    expect(answer.events.map(({ type }) => type)).toEqual(['CustomerMovedToGroup'])
    expect(answer.refusals).toEqual([{ error: 'CustomerNotFound', customerId: 'nobody' }])
    expect(failureOf(() => given(acme, bakeries).when(bulk).then(moved)).message).toContain('CustomerNotFound')
  })
})

describe('a command without an expectation', () => {
  const awaited = async (): Promise<unknown> => given(acme).when(archive) as unknown

  test('rejects when it is awaited or returned from an asynchronous test', async () => {
    await expect(awaited()).rejects.toThrow(AssertionError)
    await expect(awaited()).rejects.toThrow('ArchiveCustomer was awaited without an expectation')
    await expect(Promise.resolve(given(acme).when(archive))).rejects.toThrow('without an expectation')
    await expect(Promise.all([given(acme).when(archive)])).rejects.toThrow('without an expectation')
  })

  test('throws when it is used as a promise', () => {
    const chain = given(acme).when(archive)
    expect(failureOf(() => chain.then((() => undefined) as never)).message).toContain('without an expectation')
  })
})

describe('given events', () => {
  test.each<readonly [string, unknown, string]>([
    ['an unknown event', { type: 'CustomerArchivd', data: {} }, 'did you mean CustomerArchived?'],
    ['a field that is missing', { type: 'CustomerRegistered', data: { customerId: 'x' } }, 'name: expected'],
    ['a field of another type', { ...acme, data: { ...acme.data, name: 7 } }, 'does not decode'],
    ['an unknown field', { ...acme, data: { ...acme.data, nmae: 'x' } }, 'did you mean name?'],
    ['a command', archive, 'Expected an event, got the command ArchiveCustomer'],
    ['a constructor', CustomerArchived, 'call it, CustomerArchived({ … })'],
    ['nothing', undefined, 'Expected an event { type, data }, got undefined'],
    ['a list', [acme], 'an object without type and data'],
    [
      'a value that cannot be stored',
      { type: 'CustomerNumberAssigned', data: { number: 1n } },
      'cannot be written as JSON',
    ],
  ])('are refused if one is %s', (_, event, message) => {
    expect(failureOf(() => given(event as never).when(archive)).message).toContain(message)
  })

  test('never show a personal value if they do not decode', () => {
    const event = { ...acme, data: { ...acme.data, name: ['Secret'] } }
    expect(failureOf(() => given(event as never).when(archive)).message).not.toContain('Secret')
  })

  test('belong to the stream named by their data, or to their catalogue', () => {
    const { answer } = given(anna, acme, bakeries, SettingChanged({ key: 'DEF_CUSTNO', from: null, to: 700 })).when(
      RegisterCustomer({ customerId: 'beta', name: 'Beta', groupId: 'bakeries' }),
    )
    expect(answer.refusals).toEqual([])
    expect(answer.events[0]?.stream).toBe('customer-beta')
  })

  test('belong to the only stream of their kind before', () => {
    given(acme, CustomerArchived({}), bakeries).when(move).isRefused('CustomerIsArchived', { customerId: 'acme' })
    given(acme, CustomerArchived({}), beta)
      .when(ArchiveCustomer({ customerId: 'beta' }))
      .then(CustomerArchived({}))
  })

  test('belong to the stream that the command names if none came before', () => {
    const link = LinkContactToCompany({ personId: 'pekka', customerId: 'acme' })
    given(acme, ContactRegistered({ lastName: 'Virtanen' }), ContactLinkedToCompany({ customerId: 'acme' }))
      .when(link)
      .nothing()
  })

  test('may name their subject if they have no field for it', () => {
    const archived = { type: 'CustomerArchived', data: { customerId: 'beta' } }
    given(acme, beta, archived)
      .when(archive)
      .then({ type: 'CustomerArchived', data: { customerId: 'acme' } })
    expect(failureOf(() => given(acme, beta).when(archive).then(archived)).message).toContain('customer-beta')
    expect(failureOf(() => on('customer-acme', archived)).message).toContain('names customer-beta')
    const assigned = { assignmentId: 'a', employeeId: 'anna', roleId: null, from: '2024-01-01', until: null }
    given(anna, acme, beta, { type: 'ResponsibleAssigned', data: { ...assigned, customerId: 'acme' } })
      .when(AssignResponsible({ customerId: 'acme', employeeId: 'anna' }))
      .isRefused('ResponsibilityOverlaps', { assignmentId: 'a' })
  })

  test('must name a stream if several are possible, or none', () => {
    const two = failureOf(() => given(acme, beta, CustomerArchived({})).when(archive))
    expect(two.message).toBe(
      "CustomerArchived: it may stand in customer-acme or customer-beta. Name it: on('customer-acme', CustomerArchived({ … }))",
    )
    const none = failureOf(() => given(CustomerArchived({})).when(WriteNote({ activityId: 'n', links: {}, text: 'x' })))
    expect(none.message).toContain('nothing names its stream')
    given(acme, beta, on('customer-beta', CustomerArchived({})))
      .when(archive)
      .then(CustomerArchived({}))
  })

  test('of a customer or a project belong to the only one', () => {
    const oven = ProjectRegistered({ projectId: 'oven', customerId: 'acme', name: 'Oven' })
    const assigned = ResponsibleAssigned({
      assignmentId: 'a',
      employeeId: 'anna',
      roleId: null,
      from: '2024-01-01',
      until: null,
    })
    const assign = AssignResponsible({ customerId: 'acme', employeeId: 'anna' })
    given(anna, acme, assigned).when(assign).isRefused('ResponsibilityOverlaps', { assignmentId: 'a' })
    expect(failureOf(() => given(anna, acme, oven, assigned).when(assign)).message).toContain('project-oven')
    given(anna, acme, oven, on('project-oven', assigned)).when(assign).isAccepted()
  })

  test('are recorded the day before the command, or at the given time', () => {
    const seen = (event: EventLike) => given(event).when(archive, { today: '2026-03-01' }).answer
    expect(seen(acme).events[0]?.recordedAt).toBe('2026-03-01T09:00:00.000Z')
    expect(seen(recordedAt('2020-02-01T12:00:00+02:00', acme)).refusals).toEqual([])
    expect(failureOf(() => recordedAt('yesterday', acme)).message).toContain('an ISO 8601 instant')
  })

  test('may have any type: for each a stream is found, or known to be required', () => {
    const categories = Object.keys(events).map((type) => categoriesOf(type))
    expect(categories.every((found) => found.length > 0 && found.every((one) => Object.hasOwn(aggregates, one)))).toBe(
      true,
    )
  })
})

const StaysOpen = rejection('StaysOpen', { name: 'text' })

const neverArchived = guard({
  name: 'neverArchived',
  rejections: { StaysOpen },
  events: [CustomerArchived],
  reads: guardReads(() => noNeeds),
  unless: () => StaysOpen({ name: 'neverArchived' }),
})

describe('a register with guards of a host', () => {
  test('decides behind the guards', () => {
    const guarded = given(acme, bakeries).with({ guards: [neverArchived] })
    guarded.when(archive).isRefused('StaysOpen', { name: 'neverArchived' })
    guarded.when(move).then(moved)
    given(acme).when(archive).then(CustomerArchived({}))
  })

  test('has rules that every command keeps', { timeout: 60_000 }, async () => {
    const rule = (log: readonly KnownEvent[]): boolean => log.every(({ type }) => type !== 'CustomerArchived')
    await everyCommandKeeps(rule, { guards: [neverArchived], runs: 128, timeLimit: 50_000 })
    await expect(everyCommandKeeps(rule, { seed: 1, timeLimit: 50_000 })).rejects.toThrow('ArchiveCustomer')
  })

  test('takes part in races', async () => {
    const { log } = await race({
      store: memory(),
      guards: [neverArchived],
      before: [RegisterCustomer({ customerId: 'acme', name: 'Acme' })],
      commands: [archive, RegisterCustomer({ customerId: 'beta', name: 'Beta' }), archive],
    })
    expect(log.map(({ type }) => type)).toEqual(['CustomerRegistered', 'CustomerRegistered'])
  })

  test('is refused if names clash', () => {
    const twice = { guards: [neverArchived, neverArchived] }
    expect(failureOf(() => given(acme).with(twice).when(archive)).message).toContain('neverArchived')
  })
})

describe('the context of a command', () => {
  test('has the actor and the given rights', () => {
    const admin = EmployeeRegistered({ employeeId: 'cecilia', name: 'Cecilia', admin: true })
    const rule = ChangePolicy({ key: 'timeZone', value: 'UTC' })
    given(admin, anna).when(rule, { by: 'anna' }).isRefused('NotAdministrator', { by: 'anna' })
    given(admin, anna).when(rule, { by: 'cecilia' }).isAccepted()
    given(admin, anna).when(rule, { by: 'anna', as: 'host' }).isAccepted()
    given(admin, anna).when(rule).isAccepted()
  })

  test('has the day, and names new ids', () => {
    const assign = AssignResponsible({ customerId: 'acme', employeeId: 'anna' })
    const { answer } = given(acme, anna).when(assign, { at: '2026-03-01T10:00:00Z', commandId: 'assignment-1' })
    expect(answer.events[0]?.data).toMatchObject({ from: '2026-03-01', assignmentId: 'assignment-1' })
  })

  test.each([
    [{ today: '2026-02-30' }, 'today: expected YYYY-MM-DD'],
    [{ at: 'noon' }, 'at: expected an ISO 8601 instant'],
    [{ tody: '2026-01-01' }, 'did you mean today?'],
  ])('is refused if it is malformed: %j', (context, message) => {
    expect(failureOf(() => given(acme).when(archive, context as never)).message).toContain(message)
  })

  test('may be any value from outside', () => {
    given().when({ type: 'ArchiveCustomr', data: {} }).isRefused('MalformedCommand')
    given()
      .when(null as never)
      .isRefused('MalformedCommand')
    expect(failureOf(() => given().when(ArchiveCustomer as never)).message).toContain('call it, ArchiveCustomer({ … })')
  })
})
