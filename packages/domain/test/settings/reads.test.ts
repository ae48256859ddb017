import { describe, expect, test } from 'vitest'
import { acme, anna, given, givenLog, type NamedCommand, policy } from '../given.js'
import { readBy } from '../reads.js'

const meta = { by: 'host', host: true as const, today: '2024-03-15', at: '2024-03-15T09:00:00.000Z', commandId: 'read' }
const readingOf = (before: readonly NamedCommand[], asked: NamedCommand): readonly string[] =>
  readBy(given(...before).when('AddContactGroup', { contactGroupId: 'last' }).world, asked, meta).names.filter(
    (name) => !['customerGroups', 'employee-', 'settings', 'roles', 'classifiers'].includes(name),
  )

const [several, lacking, linked, leavers] = [
  (keys = '') => `customersInSeveralGroups of ${keys}`,
  (keys = '') => `customersLackingFields of ${keys}`,
  (keys = '') => `contactsWithSeveralCompanies of ${keys}`,
  (keys = '') => `subjectsOfLeavers of ${keys}`,
]
const nobody = [linked(), several(), lacking(), leavers()].sort()

describe('changing a policy reads', () => {
  test.each([
    ['consentModel', 'optIn', nobody],
    ['groupMembership', 'multiple', nobody],
    ['groupMembership', 'single', [linked(), several('several'), lacking(), leavers()]],
    ['contactLinks', 'many', nobody],
    ['contactLinks', 'one', [linked('several'), several(), lacking(), leavers()]],
    ['employeeDeactivation', 'keep', nobody],
    ['employeeDeactivation', 'endAll', [linked(), several(), lacking(), leavers('leavers')]],
    ['employeeDeactivation', 'requireSuccessor', [linked(), several(), lacking(), leavers('leavers')]],
    ['requiredFields', ['name'], nobody],
    ['requiredFields', ['group', 'name', 'status'], [linked(), several(), lacking('group, status'), leavers()]],
    ['groupMembership', 'three', nobody],
    ['toString', 'single', nobody],
  ] as const)('only the subjects it might contradict: %s %j', (key, value, expected) => {
    expect(readingOf([], policy(key, value))).toEqual([...expected].sort())
  })
  test('the customers found, and their responsibilities', () => {
    const holds: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'anna' }]
    expect(readingOf([anna, acme, holds], policy('employeeDeactivation', 'endAll'))).toEqual(
      [...nobody.filter((name) => name !== leavers()), leavers('leavers'), 'customer-acme', 'employee-anna'].sort(),
    )
    expect(readingOf([acme], policy('requiredFields', ['name', 'status']))).toEqual(
      [...nobody.filter((name) => name !== lacking()), lacking('status'), 'customer-acme'].sort(),
    )
  })
  test('for a preset, the subjects its policies might contradict', () => {
    expect(readingOf([], ['InitialiseTenant', { preset: 'portal' }])).toEqual(
      [linked(), several(), lacking('segment, status, attractionChannel, responsibleManager'), leavers()].sort(),
    )
  })
})

describe('changing a setting reads', () => {
  const property = (number: number): NamedCommand => ['AddContactProperty', { number, name: `No ${number}` }]
  const sets = (key: string, value: unknown, more: object = {}): NamedCommand => [
    'ChangeSetting',
    { key, value, ...more },
  ]
  const holders = (keys = ''): readonly string[] => [`personsWithProperty of ${keys}`]
  const bound = [property(5), property(6), sets('NO_EMAIL', 5)]
  test('the holders of the property bound to the ban, unless it stays bound or the bans are lifted', () => {
    expect(readingOf(bound, sets('NO_EMAIL', 6))).toEqual(holders('5'))
    expect(readingOf(bound, sets('NO_EMAIL', null))).toEqual(holders('5'))
    expect(readingOf(bound, sets('NO_EMAIL', 5))).toEqual(holders())
    expect(readingOf(bound, sets('NO_EMAIL', 6, { liftsBans: true }))).toEqual(holders())
    expect(readingOf(bound, sets('NO_EMAIL', 6, { liftsBans: false }))).toEqual(holders('5'))
    expect(readingOf(bound, sets('NO_SMS', 6))).toEqual(holders())
    expect(readingOf([property(5), sets('CONTACT_SALES', 5)], sets('CONTACT_SALES', null))).toEqual(holders())
  })
})

test('employeeDeactivation: keep accepts employees who left and are still responsible', () => {
  givenLog(
    ['employee-anna', 'EmployeeRegistered', { employeeId: 'anna', name: 'Anna' }],
    ['customer-acme', 'CustomerRegistered', { customerId: 'acme', kind: 'company', name: 'Acme Oy' }],
    [
      'customer-acme',
      'ResponsibleAssigned',
      { assignmentId: 'a', employeeId: 'anna', roleId: null, from: '2024-01-01', until: null },
    ],
    ['employee-anna', 'EmployeeDeactivated', { employeeId: 'anna', effective: '2024-02-01' }],
  )
    .when(...policy('employeeDeactivation', 'keep'))
    .happens(['PolicyChanged', { key: 'employeeDeactivation', from: 'endAll', to: 'keep' }])
})
