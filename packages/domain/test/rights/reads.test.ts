import type { Meta } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { acme, anna, beta, cecilia, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'
import { readBy } from '../reads.js'

const seller = (employeeId: string): NamedCommand => [
  'RegisterEmployee',
  { employeeId, name: employeeId, salesperson: true },
]
const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const acmeInGold: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }]
const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
const away: NamedCommand = [
  'PlanAbsence',
  { employeeId: 'anna', substituteId: 'sven', from: '2024-03-01', until: '2024-04-01' },
]
const note: NamedCommand = ['WriteNote', { activityId: 'n1', links: { personId: 'pekka' }, text: 'Called' }]

const all = [anna, cecilia, seller('sven'), acme, beta, pekka, pekkaAtAcme, gold, roof, away, note]

const meta = (by: string, more: Partial<Meta> = {}): Meta => ({
  by,
  today: '2024-03-15',
  at: '2024-03-15T09:00:00.000Z',
  commandId: 'reading',
  ...more,
})

const reading = (before: readonly NamedCommand[], asked: NamedCommand, actor: Meta) =>
  readBy(given(...before).when('AddContactGroup', { contactGroupId: 'last' }).world, asked, actor).names

const steps = (before: readonly NamedCommand[], asked: NamedCommand, actor: Meta) =>
  readBy(given(...before).when('AddContactGroup', { contactGroupId: 'last' }).world, asked, actor).perStep

const archive: NamedCommand = ['ArchiveCustomer', { customerId: 'acme' }]
const edit: NamedCommand = ['EditNote', { activityId: 'n1', text: 'Wrote' }]
const change: NamedCommand = ['ChangeContactDetails', { personId: 'pekka', changes: {} }]
const close: NamedCommand = ['CloseProject', { projectId: 'roof' }]

describe('the rights on customers read', () => {
  test('nothing for the host, whatever actor it names', () => {
    const host = meta('anna', { host: true })
    expect(reading(all, archive, host)).toEqual(['customer-acme', 'employee-', 'settings'])
    expect(reading(all, change, host)).toEqual(['employee-', 'person-pekka'])
    expect(reading(all, edit, host)).toEqual(['activity-n1', 'employee-'])
  })
  test('nothing for an actor whose name is not a valid id', () => {
    expect(reading(all, archive, meta(' '))).toEqual(['customer-acme', 'employee-', 'settings'])
  })
  test('only the actor for an administrator', () => {
    expect(reading([...all, acmeInGold], change, meta('cecilia'))).toEqual(['employee-cecilia', 'person-pekka'])
    expect(reading([...all, acmeInGold], edit, meta('cecilia'))).toEqual(['activity-n1', 'employee-cecilia'])
    expect(reading([...all, acmeInGold], close, meta('cecilia'))).toEqual(['employee-cecilia', 'project-roof'])
  })
  test('the customers of a person, a project and an activity', () => {
    expect(reading(all, change, meta('anna'))).toEqual(['customer-acme', 'employee-anna', 'person-pekka'])
    expect(reading(all, close, meta('anna'))).toEqual(['customer-acme', 'employee-anna', 'project-roof'])
    const ofNote = ['activity-n1', 'customer-acme', 'employee-anna', 'person-pekka']
    expect(reading(all, edit, meta('anna'))).toEqual(ofNote)
  })
  test('no group for an employee without the salesperson role', () => {
    expect(reading([...all, acmeInGold], archive, meta('anna'))).toEqual(['customer-acme', 'employee-anna', 'settings'])
  })
  test('no group for a salesperson if the customer is in none', () => {
    expect(reading(all, archive, meta('sven'))).toEqual(['customer-acme', 'employee-sven', 'settings'])
    expect(reading(all, change, meta('sven'))).toEqual(['customer-acme', 'employee-sven', 'person-pekka'])
  })
  test('the groups, projects and absences for a salesperson if the customer is in one', () => {
    const closing = [
      'customerGroups',
      'employee-anna',
      'employee-sven',
      'employeesStoodInFor of sven',
      'project-roof',
      'projectsOfCustomer of acme',
      'settings',
    ]
    expect(reading([...all, acmeInGold], archive, meta('sven'))).toEqual(['customer-acme', ...closing])
    expect(reading([...all, acmeInGold], change, meta('sven'))).toEqual([
      'customer-acme',
      ...closing.slice(0, 4),
      'person-pekka',
      ...closing.slice(4),
    ])
  })
})

describe('a step of the rights on customers requests nothing', () => {
  test('for the host and administrators', () => {
    expect(steps([...all, acmeInGold], archive, meta('x', { host: true }))).toEqual([1, 0, 0, 0, 0, 2])
    expect(steps([...all, acmeInGold], edit, meta('cecilia'))).toEqual([2, 0, 0, 0, 0, 1])
  })
  test('for employees whom no group restricts', () => {
    expect(steps([...all, acmeInGold], archive, meta('anna'))).toEqual([1, 1, 0, 0, 0, 2])
    expect(steps([...all, acmeInGold], change, meta('anna'))).toEqual([1, 3, 1, 0, 0, 1])
  })
  test('for salespersons if the customer is in no group', () => {
    expect(steps(all, archive, meta('sven'))).toEqual([1, 1, 0, 0, 0, 2])
    expect(steps([...all, acmeInGold], archive, meta('sven'))).toEqual([1, 1, 0, 4, 2, 2])
  })
})

describe('the right to set up a register reads', () => {
  const register: NamedCommand = ['RegisterEmployee', { employeeId: 'new', name: 'New' }]
  test('no other employee for the host and administrators', () => {
    expect(reading(all, register, meta('x', { host: true }))).toEqual(['employee-', 'employee-new'])
    expect(reading(all, register, meta('cecilia'))).toEqual(['employee-cecilia', 'employee-new'])
  })
  test('all employees for others', () => {
    expect(reading(all, register, meta('anna'))).toEqual([
      'administrators of administrators',
      'employee-anna',
      'employee-cecilia',
      'employee-new',
      'employee-sven',
    ])
  })
})
