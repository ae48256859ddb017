import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  assigned,
  bertil,
  beta,
  cecilia,
  event,
  gA,
  type LogEvent,
  moved,
  registerOf,
  registerOn,
  role,
} from '../log.js'
import {
  assigneeList,
  assigneeListing,
  customersOfGroup,
  matrixListing,
  type Register,
  responsibilityMatrix,
} from '../source.js'

const july = { substituteId: 'bertil', from: '2024-07-01', until: '2024-08-01' }
const away = event('AbsencePlanned', 'employee-anna', july)
const onAcme = assigned('customer-acme', 'r1', 'anna', { roleId: 'accountant', until: '2024-07-15' })
const staff = [anna, bertil, role('accountant', 'Accountant'), acme, beta]

const cellsIn = (register: Register, asOf: string, employeeIds: readonly string[] = []) =>
  responsibilityMatrix(register, { asOf, filter: { employeeIds } }).rows.map(({ cells }) => cells)

describe('in the matrix, the substitute of an absent employee', () => {
  const register = registerOf(...staff, onAcme, assigned('customer-beta', 'r2', 'bertil'), away)

  test('has that employee’s cells too, marked, on the days of the absence', () => {
    const own = { responsible: true, roles: ['accountant'], until: '2024-07-14' }
    expect(cellsIn(register, '2024-07-01')[0]).toEqual({ anna: own, bertil: { ...own, substituteFor: 'anna' } })
    expect(cellsIn(register, '2024-06-30')[0]).toEqual({ anna: own })
    expect(cellsIn(register, '2024-07-15')[0]).toEqual({})
  })
  test('has cells of its own without a mark', () => {
    expect(cellsIn(register, '2024-07-01')[1]).toEqual({ bertil: { responsible: true, roles: [], until: null } })
  })
  test('has them until the absence ends, if the responsibility ends later', () => {
    const longer = registerOf(...staff, assigned('customer-acme', 'r1', 'anna', { until: '2024-12-31' }), away)
    expect(cellsIn(longer, '2024-07-31', ['bertil'])[0]).toEqual({
      bertil: { responsible: true, roles: [], until: '2024-07-31', substituteFor: 'anna' },
    })
  })
  test('has them until the absence ends, if the responsibility is open-ended', () => {
    const open = registerOf(...staff, assigned('customer-acme', 'r1', 'anna'), away)
    expect(cellsIn(open, '2024-07-31', ['bertil'])[0]).toEqual({
      bertil: { responsible: true, roles: [], until: '2024-07-31', substituteFor: 'anna' },
    })
    expect(cellsIn(open, '2024-08-01', ['bertil'])[0]).toEqual({})
  })
  test('has a column on the days of the absence, inactive or not', () => {
    const bertilLeaves = event('EmployeeDeactivated', 'employee-bertil', { effective: '2024-02-01' })
    const left = registerOf(...staff, onAcme, away, bertilLeaves)
    const columnsOn = (asOf: string) => responsibilityMatrix(left, { asOf }).columns.map((one) => one.employeeId)
    expect(columnsOn('2024-07-01')).toEqual(['anna', 'bertil'])
    expect(columnsOn('2024-06-30')).toEqual(['anna'])
  })
  test('is marked in the listing, in the language of the reader', () => {
    const listed = (locale: 'en' | 'fi') => [...matrixListing(register, { asOf: '2024-07-01', locale }).rows][0]
    expect(listed('en')).toEqual(['Acme Oy', 'x', 'x (substitute for Anna Aalto)'])
    expect(listed('fi')).toEqual(['Acme Oy', 'x', 'x (sijaistaa: Anna Aalto)'])
  })
})

describe('in the assignee list, the substitute of an absent employee', () => {
  const register = registerOf(...staff, onAcme, away)
  const rowsOn = (asOf: string, employeeId?: string) =>
    assigneeList(register, { asOf, filter: { employeeId } }).map((row) => [
      row.personName,
      row.interval?.from,
      row.interval?.lastDay,
      row.customerRole,
      row.substituteFor,
    ])
  const annas = ['Anna Aalto', '2024-01-01', '2024-07-14', 'Accountant', '']
  const bertils = ['Bertil Berg', '2024-07-01', '2024-07-14', 'Accountant', 'Anna Aalto']

  test('has rows of its own during the absence', () => {
    expect(rowsOn('2024-07-01')).toEqual([annas, bertils])
    expect(rowsOn('2024-06-30')).toEqual([annas])
  })
  test('is found by its own name', () => {
    expect(rowsOn('2024-07-01', 'bertil')).toEqual([bertils])
    expect(rowsOn('2024-07-01', 'anna')).toEqual([annas])
    expect(rowsOn('2024-06-30', 'bertil')).toEqual([])
  })
  test('is marked in the listing in four languages', () => {
    const marked = (locale: 'en' | 'fi' | 'sv' | 'et') =>
      [...assigneeListing(register, { asOf: '2024-07-01', locale }).rows].map((cells) => cells[2])
    expect(marked('en')).toEqual(['Anna Aalto', 'Bertil Berg (substitute for Anna Aalto)'])
    expect(marked('fi')).toEqual(['Anna Aalto', 'Bertil Berg (sijaistaa: Anna Aalto)'])
    expect(marked('sv')).toEqual(['Anna Aalto', 'Bertil Berg (ersätter Anna Aalto)'])
    expect(marked('et')).toEqual(['Anna Aalto', 'Bertil Berg (asendab: Anna Aalto)'])
  })
})

describe('a salesperson who substitutes for an employee', () => {
  const seller = event('SellerInformationSet', 'employee-bertil', { salesperson: true, sellerCode: null })
  const guarded: readonly LogEvent[] = [
    ...staff,
    cecilia,
    seller,
    gA,
    moved('acme', null, 'gA'),
    event('GroupVisibilityGranted', 'customerGroups', { groupId: 'gA', employeeId: 'cecilia' }),
  ]
  const seenBy = (register: Register) =>
    customersOfGroup(register, { groupId: 'gA', viewer: 'bertil', asOf: '2024-07-01' }).map(
      ({ customerId }) => customerId,
    )

  test('sees that employee’s customers during the absence', () => {
    const seenOn = (today: string) =>
      seenBy(registerOn(today, ...guarded, assigned('customer-acme', 'r1', 'anna'), away))
    expect(seenOn('2024-07-01')).toEqual(['acme'])
    expect(seenOn('2024-06-30')).toEqual([])
    expect(seenOn('2024-08-01')).toEqual([])
  })
  test('does not see those the employee was responsible for on other days only', () => {
    const ended = assigned('customer-acme', 'r1', 'anna', { until: '2024-06-01' })
    expect(seenBy(registerOn('2024-07-01', ...guarded, ended, away))).toEqual([])
  })
})
