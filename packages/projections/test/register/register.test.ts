import {
  customersInGroup,
  customersInSeveralGroups,
  customersInSpecialGroup,
  events,
  inForce,
  type KnownEvent,
  subjectsOfEmployee,
} from '@clientele/domain'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import {
  acme,
  anna,
  archived,
  assigned,
  beta,
  event,
  gA,
  gB,
  type LogEvent,
  logOf,
  moved,
  policy,
  project,
  registerOf,
  specialGroup,
} from '../log.js'
import {
  cellOf,
  createProjections,
  createRegister,
  groupTree,
  registerEventTypes,
  responsibilityMatrix,
} from '../source.js'

const days = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01']
const instants = days.map((day) => `${day}T10:00:00Z`)

const id = (...ids: readonly string[]) => fc.constantFrom(...ids)

const life = (customerId: string): fc.Arbitrary<readonly LogEvent[]> => {
  const stream = `customer-${customerId}`
  const groupId = fc.constantFrom('gA', 'gB', 'gone', null)
  const interval = fc.tuple(fc.constantFrom(...days, null), fc.constantFrom(...days, null))
  const anyEvent = fc.oneof(
    fc.tuple(groupId, fc.constantFrom(...instants)).map(([to, at]) => moved(customerId, null, to, at)),
    fc
      .tuple(id('r1', 'r2', 'r3'), id('anna', 'bertil'), interval)
      .map(([assignmentId, employeeId, [from, until]]) => assigned(stream, assignmentId, employeeId, { from, until })),
    fc
      .tuple(id('r1', 'r2'), id(...days))
      .map(([assignmentId, until]) => event('ResponsibilityEnded', stream, { assignmentId, until })),
    id('r1', 'r2').map((assignmentId) => event('ResponsibilityVoided', stream, { assignmentId })),
    fc.constantFrom(archived(customerId), event('CustomerRestored', stream, {})),
    id('s1', 's2').map((specialGroupId) => event('CustomerAddedToSpecialGroup', stream, { specialGroupId })),
    id('s1').map((specialGroupId) => event('CustomerRemovedFromSpecialGroup', stream, { specialGroupId })),
    id('i1', 'i2').map((documentId) => event('InvoiceRecorded', stream, { documentId, date: '2024-01-05' })),
  )
  const registered = event('CustomerRegistered', stream, {
    customerId,
    kind: 'company',
    name: `Customer ${customerId}`,
  })
  return fc.array(anyEvent, { maxLength: 12 }).map((rest) => [registered, ...rest])
}

const setting: readonly LogEvent[] = [
  anna,
  event('EmployeeRegistered', 'employee-bertil', { employeeId: 'bertil', name: 'Bertil' }),
  gA,
  gB,
  event('CustomerGroupCreated', 'customerGroups', { groupId: 'gone', name: 'Gone' }),
  event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gone' }),
  specialGroup('s1', 'VIP'),
]

const world = fc.tuple(life('a'), life('b'), life('c'))

const interleaved = (lives: readonly (readonly LogEvent[])[], seed: number): readonly LogEvent[] => {
  const queues = [setting, ...lives].map((life) => [...life])
  const order: LogEvent[] = []
  for (let at = seed; queues.some((queue) => queue.length > 0); at = (at * 31 + 7) % 1_009) {
    const waiting = queues.filter((queue) => queue.length > 0)
    const next = waiting[at % waiting.length]?.shift()
    if (next !== undefined) order.push(next)
  }
  return order
}

const dumpOf = (known: readonly KnownEvent[]) => {
  const register = createRegister()
  register.applyAll(known)
  return register.dump()
}

describe('the register', () => {
  it('handles no event type that does not exist', () => {
    expect(registerEventTypes.filter((type) => !Object.hasOwn(events, type))).toEqual([])
  })

  it('returns the changes of an event', () => {
    const register = registerOf(acme, gA)
    const [change] = register.apply(
      logOf(
        event('CustomerGroupRenamed', 'customerGroups', { groupId: 'gA', from: 'Accounting', to: 'Books' }),
      )[0] as KnownEvent,
    )
    expect(change).toMatchObject({
      table: 'groups',
      key: 'gA',
      before: { name: 'Accounting' },
      after: { name: 'Books' },
    })
  })

  it('reads the subject from the stream, not from the data', () => {
    const register = registerOf(
      event('CustomerRegistered', 'customer-a-b', { customerId: 'other', kind: 'company', name: 'A' }),
    )
    expect(register.tables.customers.get('a-b')?.name).toBe('A')
  })

  it('accepts events about unknown records', () => {
    const register = registerOf(
      moved('nobody', null, 'nowhere'),
      archived('nobody'),
      event('CustomerAddedToSpecialGroup', 'customer-nobody', { specialGroupId: 's' }),
      event('ResponsibilityEnded', 'customer-nobody', { assignmentId: 'r', until: '2024-01-01' }),
      event('ResponsibleRoleAdded', 'customer-nobody', { assignmentId: 'r', roleId: 'x' }),
      event('MarketingBanSet', 'person-nobody', { channel: 'sms' }),
      event('MarketingConsentGiven', 'customer-nobody', { channel: 'sms' }),
      event('ContactLinkedToCompany', 'person-nobody', { customerId: 'x' }),
      event('ProjectClosed', 'project-nobody', {}),
      event('CustomerGroupDeleted', 'customerGroups', { groupId: 'nowhere' }),
      event('CustomerNumberReleased', 'customerNumbers', { number: 3 }),
      project('x', 'nobody', 'X'),
      assigned('project-x', 'r', 'nobody'),
    )
    expect(responsibilityMatrix(register, { asOf: '2024-03-15', showProjects: true }).rows).toEqual([])
  })

  it('freezes its rows', () => {
    expect(Object.isFrozen(registerOf(acme).tables.customers.get('acme'))).toBe(true)
  })

  it('finds the streams that belong to a key, archived ones too', () => {
    const register = registerOf(
      policy('groupMembership', 'multiple'),
      acme,
      beta,
      gA,
      moved('acme', null, 'gA'),
      event('CustomerAddedToGroup', 'customer-beta', { groupId: 'gA' }),
      event('CustomerAddedToGroup', 'customer-beta', { groupId: 'gB' }),
      archived('acme'),
      event('CustomerAddedToSpecialGroup', 'customer-acme', { specialGroupId: 's1' }),
      project('x', 'acme', 'X'),
      assigned('project-x', 'r1', 'anna', { until: '2024-02-01' }),
      assigned('customer-beta', 'r1', 'anna'),
    )
    expect(register.lookup(customersInGroup, ['gA'])).toEqual(['customer-acme', 'customer-beta'])
    expect(register.lookup(customersInSeveralGroups, ['several'])).toEqual(['customer-beta'])
    expect(register.lookup(customersInSpecialGroup, ['s1'])).toEqual(['customer-acme'])
    expect(register.lookup(subjectsOfEmployee, ['anna'])).toEqual(['customer-beta', 'project-x'])
  })
})

describe('after any events', () => {
  test.prop([world, fc.nat(1_000), fc.nat(1_000)])(
    'the order of independent streams does not matter',
    (lives, one, other) => {
      expect(dumpOf(logOf(...interleaved(lives, one)))).toEqual(dumpOf(logOf(...interleaved(lives, other))))
    },
  )

  test.prop([world, fc.nat(1_000)])('views updated incrementally equal views rebuilt', (lives, seed) => {
    const known = logOf(...interleaved(lives, seed))
    const incremental = createProjections()
    for (const one of known) {
      incremental.apply(one)
      incremental.views.responsibilityMatrix({ asOf: '2024-02-15' })
    }
    const rebuilt = createProjections()
    rebuilt.applyAll(known)
    expect(incremental.register.dump()).toEqual(rebuilt.register.dump())
    for (const asOf of days)
      expect(incremental.views.responsibilityMatrix({ asOf, filter: { groupIds: ['gA'] } })).toEqual(
        rebuilt.views.responsibilityMatrix({ asOf, filter: { groupIds: ['gA'] } }),
      )
  })

  test.prop([world, id(...days)])('a cell is filled exactly if a responsibility covers the day', (lives, asOf) => {
    const register = registerOf(...interleaved(lives, 1))
    for (const row of responsibilityMatrix(register, { asOf }).rows)
      for (const employeeId of ['anna', 'bertil']) {
        const assignments = [...register.tables.assignments.rowsWhere('subject', `customer-${row.subject.id}`)]
        const covered = assignments.some((one) => one.employeeId === employeeId && inForce(one, asOf))
        expect(cellOf(row, employeeId).responsible).toBe(covered)
      }
  })

  test.prop([world, fc.option(id(...days), { nil: undefined })])(
    'groups and No group add up to the customers',
    (lives, asOf) => {
      const register = registerOf(...interleaved(lives, 1))
      const counts = groupTree(register, { asOf }).map(({ ownCount }) => ownCount)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
    },
  )

  test.prop([world])('a history has a line for every event that touches its customer', (lives) => {
    const known = logOf(...interleaved(lives, 1))
    const { history, applyAll } = createProjections()
    applyAll(known)
    const touching = known.filter(({ stream }) => stream === 'customer-a')
    expect(history.of({ kind: 'customer', id: 'a' }).map(({ position }) => position)).toEqual(
      touching.map(({ position }) => position),
    )
  })
})
