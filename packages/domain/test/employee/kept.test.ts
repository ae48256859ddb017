import { describe, test } from 'vitest'
import { anna, bertil, given, type NamedCommand } from '../given.js'

const on = (type: NamedCommand[0], data: object = {}): NamedCommand => [type, { employeeId: 'anna', ...data }]
const registers = (more: object = {}): NamedCommand => on('RegisterEmployee', { name: 'Anna', ...more })
const registered = (more: object = {}) =>
  [
    'EmployeeRegistered',
    {
      employeeId: 'anna',
      name: 'Anna',
      email: null,
      teams: [],
      salesperson: false,
      sellerCode: null,
      admin: false,
      crmAccess: true,
      ...more,
    },
  ] as const
const all = { email: 'a@own.fi', teams: ['north', 'south'], salesperson: true, sellerCode: 'S1', admin: true }

describe('registering an employee', () => {
  test('records the given data, the name trimmed and each team once', () => {
    given()
      .when(...registers({ ...all, name: ' Anna ', teams: ['north', 'south', 'north'], crmAccess: false }))
      .happens(registered({ ...all, crmAccess: false }))
    given()
      .when(...registers({ email: ' ' }))
      .happens(registered())
  })
  test('repeated with the same data changes nothing, with other data is refused', () => {
    given(registers(all))
      .when(...registers({ ...all, teams: ['south', 'north'] }))
      .changesNothing()
    for (const other of [
      { name: 'Anne' },
      { email: null },
      { teams: ['north'] },
      { teams: ['north', 'west'] },
      { salesperson: false },
      { sellerCode: 'S2' },
      { admin: false },
    ])
      given(registers(all))
        .when(...registers({ ...all, ...other }))
        .isRefused('EmployeeAlreadyRegistered', { employeeId: 'anna' })
  })
})

describe('an employee keeps', () => {
  test('name and address fields that are not changed', () => {
    const changed = (...changes: readonly object[]) =>
      ['EmployeeDetailsChanged', { employeeId: 'anna', changes }] as const
    given(registers(all))
      .when(...on('ChangeEmployeeDetails', { name: ' Anne ' }))
      .happens(changed({ field: 'name', old: 'Anna', new: 'Anne' }))
    given(registers(all))
      .when(...on('ChangeEmployeeDetails', { email: null }))
      .happens(changed({ field: 'email', old: 'a@own.fi', new: null }))
    given(registers(all))
      .when(...on('ChangeEmployeeDetails', { email: ' ' }))
      .happens(changed({ field: 'email', old: 'a@own.fi', new: null }))
    given(registers(all))
      .when(...on('ChangeEmployeeDetails', { name: ' Anna', email: 'a@own.fi' }))
      .changesNothing()
    given(registers(all))
      .when(...on('ChangeEmployeeDetails'))
      .changesNothing()
    given(registers(all), on('ChangeEmployeeDetails', { name: 'Anne', email: 'b@own.fi' }))
      .when(...on('ChangeEmployeeDetails', { name: 'Anna', email: 'a@own.fi' }))
      .happens(
        changed({ field: 'name', old: 'Anne', new: 'Anna' }, { field: 'email', old: 'b@own.fi', new: 'a@own.fi' }),
      )
  })
  test('its teams until others are set', () => {
    const set = (teams: readonly string[], previous: readonly string[]) =>
      ['EmployeeTeamsSet', { employeeId: 'anna', teams, previous }] as const
    given(registers(all))
      .when(...on('SetEmployeeTeams', { teams: ['south', 'north', 'south'] }))
      .changesNothing()
    given(registers(all))
      .when(...on('SetEmployeeTeams', { teams: ['west', 'west'] }))
      .happens(set(['west'], ['north', 'south']))
    given(registers(all), on('SetEmployeeTeams', { teams: ['west'] }))
      .when(...on('SetEmployeeTeams', { teams: [] }))
      .happens(set([], ['west']))
  })
  test('its seller code and role until others are set; a code makes a salesperson', () => {
    const set = (salesperson: boolean, sellerCode: string | null, before: readonly [boolean, string | null]) =>
      [
        'SellerInformationSet',
        { employeeId: 'anna', salesperson, sellerCode, previous: { salesperson: before[0], sellerCode: before[1] } },
      ] as const
    given(registers())
      .when(...on('SetSellerInformation', { sellerCode: 'S1' }))
      .happens(set(true, 'S1', [false, null]))
    given(registers())
      .when(...on('SetSellerInformation', { salesperson: true }))
      .happens(set(true, null, [false, null]))
    given(registers())
      .when(...on('SetSellerInformation', { salesperson: false, sellerCode: 'S1' }))
      .happens(set(false, 'S1', [false, null]))
    given(registers(all))
      .when(...on('SetSellerInformation', { salesperson: false }))
      .happens(set(false, 'S1', [true, 'S1']))
    given(registers(all))
      .when(...on('SetSellerInformation', { sellerCode: null }))
      .happens(set(true, null, [true, 'S1']))
    given(registers(all))
      .when(...on('SetSellerInformation', { salesperson: true, sellerCode: 'S1' }))
      .changesNothing()
    given(registers())
      .when(...on('SetSellerInformation'))
      .changesNothing()
    given(registers(all), on('SetSellerInformation', { sellerCode: 'S2' }))
      .when(...on('SetSellerInformation', { sellerCode: 'S2' }))
      .changesNothing()
  })
  test('each of its mailboxes until it is switched off', () => {
    const [links, unlinks] = [
      (mailboxId: string) => on('EnableEmailLinking', { mailboxId }),
      (mailboxId: string) => on('DisableEmailLinking', { mailboxId }),
    ]
    given(anna, links('a'), links('b'))
      .when(...links('a'))
      .changesNothing()
    given(anna, links('a'), links('b'), unlinks('B'))
      .when(...unlinks('a'))
      .happens(['EmailLinkingDisabled', { employeeId: 'anna', mailboxId: 'a' }])
    given(anna, links('a'), links('b'), unlinks('B'))
      .when(...unlinks('b'))
      .changesNothing()
  })
  test('its absences, each with its substitute', () => {
    const away = (from: string, until: string, substituteId = 'bertil'): NamedCommand =>
      on('PlanAbsence', { substituteId, from, until })
    const before = [anna, bertil, away('2024-07-01', '2024-07-10'), away('2024-08-01', '2024-08-10')]
    given(...before)
      .when(...away('2024-07-01', '2024-07-10'))
      .changesNothing()
    given(...before)
      .when(...away('2024-07-10', '2024-08-01'))
      .isAccepted()
    given(...before)
      .when(...away('2024-07-09', '2024-07-20'))
      .isRefused('AbsenceOverlaps', { from: '2024-07-01', until: '2024-07-10' })
    given(...before)
      .when(...away('2024-07-20', '2024-08-02'))
      .isRefused('AbsenceOverlaps', { from: '2024-08-01', until: '2024-08-10' })
  })
  test('its data when it is reactivated', () => {
    const left = on('DeactivateEmployee', { effective: '2024-03-01' })
    given(anna, left)
      .when(...on('ReactivateEmployee'))
      .happens(['EmployeeReactivated', { employeeId: 'anna' }])
    given(anna, left, on('ReactivateEmployee'))
      .when(...on('EnableEmailLinking', { mailboxId: 'a' }))
      .isAccepted()
    given(anna)
      .when(...on('ReactivateEmployee'))
      .changesNothing()
  })
})
