import { describe, expect, test } from 'vitest'
import {
  assigned,
  cecilia,
  contact,
  customer,
  employee,
  event,
  group,
  type LogEvent,
  moved,
  policy,
  project,
} from '../../log.js'
import { viewsOn } from '../../town/town.js'

const today = '2024-06-15'
const granted = (groupId: string, employeeId: string): LogEvent =>
  event('GroupVisibilityGranted', 'customerGroups', { groupId, employeeId })
const deleted = (groupId: string): LogEvent => event('CustomerGroupDeleted', 'customerGroups', { groupId })
const seller = (id: string, more: object = {}): LogEvent => employee(id, id, { salesperson: true, ...more })

const member = (id: string, groupId: string, more: object = {}): readonly LogEvent[] => [
  customer(id, id, more),
  moved(id, null, groupId),
]

const names = (viewer: string | undefined, ...events: readonly LogEvent[]): string => {
  const rows = viewsOn(today, ...events).startDates({ viewer })
  return rows.map(({ customerId }) => customerId).join(' ')
}

const events: readonly LogEvent[] = [
  seller('sam'),
  seller('tom'),
  seller('boss', { admin: true }),
  employee('plain', 'plain'),
  group('open', 'Open'),
  group('sams', 'Sams'),
  group('below', 'Below', 'sams'),
  group('deeper', 'Deeper', 'below'),
  group('toms', 'Toms', 'sams'),
  group('beneath', 'Beneath', 'toms'),
  group('gone', 'Gone', 'open'),
  group('under', 'Under', 'gone'),
  granted('sams', 'sam'),
  granted('toms', 'tom'),
  granted('gone', 'tom'),
  deleted('gone'),
  ...['open', 'sams', 'below', 'deeper', 'toms', 'beneath', 'gone', 'under'].flatMap((id) => member(`in-${id}`, id)),
  customer('nowhere', 'nowhere'),
  customer('sams-own', 'sams-own', { ownerId: 'sam', private: true }),
  customer('nobodys', 'nobodys', { private: true }),
]

describe('a salesperson', () => {
  test('sees the customers of groups that admit it, by their list or that of the nearest ancestor', () => {
    expect(names('sam', ...events)).toBe('in-below in-deeper in-gone in-open in-sams in-under nowhere sams-own')
    expect(names('tom', ...events)).toBe('in-beneath in-gone in-open in-toms in-under nowhere')
  })
  test('sees only groups that name it if an empty list admits no one', () => {
    const closed = policy('emptyVisibilityList', 'nobody')
    expect(names('sam', ...events, closed)).toBe('in-below in-deeper in-gone in-sams nowhere sams-own')
  })
  test('sees a customer of several groups by any of them', () => {
    const several = [policy('groupMembership', 'multiple'), ...events]
    const also = event('CustomerAddedToGroup', 'customer-in-toms', { groupId: 'open' })
    expect(names('sam', ...several, also)).toContain('in-toms')
  })
  test('sees customers it is responsible for today, directly, by a project or as a substitute', () => {
    const away = event('AbsencePlanned', 'employee-plain', { substituteId: 'sam', from: today, until: '2024-06-16' })
    const isVisible = (...more: readonly LogEvent[]): boolean => names('sam', ...events, ...more).includes('in-toms')
    expect(isVisible(assigned('customer-in-toms', 'r', 'sam'))).toBe(true)
    expect(isVisible(assigned('customer-in-toms', 'r', 'sam', { until: today }))).toBe(false)
    expect(isVisible(assigned('customer-in-toms', 'r', 'plain'), away)).toBe(true)
    expect(isVisible(assigned('customer-in-toms', 'r', 'plain'))).toBe(false)
    expect(isVisible(assigned('customer-in-toms', 'r', 'tom'), away)).toBe(false)
    expect(isVisible(project('x', 'in-toms', 'X'), assigned('project-x', 'r', 'sam'))).toBe(true)
    expect(isVisible(project('x', 'in-toms', 'X'), assigned('project-x', 'r', 'plain'), away)).toBe(true)
    expect(isVisible(project('x', 'in-open', 'X'), assigned('project-x', 'r', 'sam'))).toBe(false)
    expect(isVisible(assigned('project-lost', 'r', 'sam'))).toBe(false)
  })
  test('sees every group if it is also an administrator, and so does an employee who is no salesperson', () => {
    const everyone = 'in-below in-beneath in-deeper in-gone in-open in-sams in-toms in-under'
    expect(names('plain', ...events)).toBe(`${everyone} nowhere`)
    expect(names('boss', ...events)).toBe(`${everyone} nobodys nowhere sams-own`)
    expect(names(undefined, ...events)).toBe(`${everyone} nobodys nowhere sams-own`)
  })
})

test('sees a private customer only as its owner, or as an administrator if policy allows', () => {
  const ownersOnly = policy('privateVisibility', 'ownerOnly')
  expect(names('boss', ...events, ownersOnly)).not.toContain('sams-own')
  expect(names('sam', ...events, ownersOnly)).toContain('sams-own')
})

describe('a viewer', () => {
  const plainLeaves = event('EmployeeDeactivated', 'employee-plain', { effective: today })
  test('is refused unless it is an active employee', () => {
    const views = viewsOn(today, ...events, plainLeaves)
    const left = { error: 'ViewerHasLeft', viewer: 'plain', since: today }
    expect(views.customerList({ viewer: 'plain' })).toEqual({ _tag: 'Left', left })
    expect(views.customerList({ viewer: '' })).toEqual({ _tag: 'Left', left: { error: 'UnknownViewer', viewer: '' } })
    expect(views.customerList({ viewer: 7 as unknown as string })).toEqual({
      _tag: 'Left',
      left: { error: 'UnknownViewer', viewer: '' },
    })
    expect(() => views.startDates({ viewer: 'plain' })).toThrow('The question is refused: ViewerHasLeft.')
    expect(() => views.startDates({ viewer: 'who' })).toThrow('The question is refused: UnknownViewer.')
  })
  test('has the rights of today, whatever the day of the query', () => {
    const tomorrow = event('EmployeeDeactivated', 'employee-plain', { effective: '2024-06-16' })
    expect(names('plain', ...events, tomorrow)).not.toBe('')
    expect(() =>
      viewsOn('2024-06-16', ...events, tomorrow).startDates({ viewer: 'plain', asOf: '2024-01-01' }),
    ).toThrow()
  })
})

describe('contacts of a viewer’s group', () => {
  const team = Array.from({ length: 12 }, (_, at) => employee(`e${at}`, `E${at}`, { teams: ['t'] }))
  const linked = (personId: string, customerId: string) =>
    event('ContactLinkedToCompany', `person-${personId}`, { customerId })
  const ids = ['owned', 'held', 'project', 'later', 'away', 'others', 'elsewhere']
  const world = [
    ...team,
    cecilia,
    employee('stranger', 'Stranger', { teams: ['x'] }),
    employee('absent', 'Absent'),
    employee('other', 'Other'),
    ...ids.map((id) => customer(id, id, id === 'owned' ? { ownerId: 'e11' } : {})),
    project('x', 'project', 'X'),
    assigned('customer-held', 'r', 'e3'),
    assigned('project-x', 'r', 'e4'),
    assigned('customer-later', 'r', 'e5', { from: '2024-07-01', until: '2024-08-01' }),
    assigned('customer-away', 'r', 'absent', { from: '2024-06-12' }),
    assigned('customer-others', 'r', 'other'),
    event('AbsencePlanned', 'employee-absent', { substituteId: 'e6', from: '2024-06-10', until: '2024-06-21' }),
    ...ids.flatMap((id) => [contact(id, id), linked(id, id)]),
  ]
  const found = (viewer: string, selection: 'mine' | 'myGroup', asOf?: string, ...more: readonly LogEvent[]): string =>
    viewsOn(today, ...world, ...more)
      .contactSearch({ viewer, selection, asOf })
      .map(({ personId }) => personId)
      .join(' ')

  test('are those of customers that any of many colleagues owns or is responsible for, also as a substitute, on the day', () => {
    expect(found('e0', 'myGroup', today)).toBe('away held owned project')
    expect(found('e0', 'myGroup')).toBe('away held owned project')
    expect(found('e0', 'myGroup', '2024-07-01')).toBe('held later owned project')
    expect(found('e0', 'myGroup', '2024-06-11')).toBe('held owned project')
  })
  test('are the same for a few as for many', () => {
    const fewer = team.slice(1, 10).map((one) =>
      event('EmployeeTeamsSet', one.stream, {
        teams: ['e3', 'e4', 'e5', 'e6'].some((id) => one.stream.endsWith(id)) ? ['t'] : [],
      }),
    )
    expect(found('e0', 'myGroup', today, ...fewer)).toBe('away held owned project')
    expect(found('e0', 'myGroup', undefined, ...fewer)).toBe('away held owned project')
    expect(found('e3', 'mine', today)).toBe('held')
    expect(found('stranger', 'myGroup', today)).toBe('')
    expect(found('cecilia', 'myGroup', today)).toBe('')
  })
  test('do not exist for an unknown company', () => {
    const lost = viewsOn(
      today,
      customer('first', 'First'),
      employee('e', 'E'),
      assigned('customer-first', 'r', 'e'),
      contact('p', 'P'),
      linked('p', 'unknown'),
    )
    expect(lost.contactSearch({ viewer: 'e', selection: 'mine' })).toEqual([])
  })
})
