import { describe, test } from 'vitest'
import { anna, bertil, given, type NamedCommand } from '../given.js'

const cecilia: NamedCommand = ['RegisterEmployee', { employeeId: 'cecilia', name: 'Cecilia' }]
const july = { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-01', until: '2024-08-01' }
const away: NamedCommand = ['PlanAbsence', july]

describe('cancelling an absence', () => {
  const cancel: NamedCommand = ['CancelAbsence', { employeeId: 'anna', from: '2024-07-01' }]
  const cancelled = { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-01' }

  test('of the future undoes it, so that it can be planned with another substitute', () => {
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'bertil' }]
    given(anna, bertil, away)
      .when(...cancel)
      .happens(['AbsenceCancelled', { ...cancelled, until: '2024-07-01' }])
    given(anna, bertil, cecilia, away, left, cancel)
      .when('PlanAbsence', { ...july, substituteId: 'cecilia' })
      .happens(['AbsencePlanned', { ...july, substituteId: 'cecilia' }])
  })
  test('that has begun ends it today: its past days stay as they were', () => {
    given(anna, bertil, away)
      .when(...cancel, { today: '2024-07-11' })
      .happens(['AbsenceCancelled', { ...cancelled, until: '2024-07-11' }])
    given(anna, bertil, away, cancel)
      .when(...cancel)
      .isRefused('AbsenceNotFound', { employeeId: 'anna', from: '2024-07-01' })
  })
  test('that is over, of another day or of nobody is refused', () => {
    given(anna, bertil, away)
      .when(...cancel, { today: '2024-08-01' })
      .isRefused('AbsenceNotFound')
    given(anna, bertil, away)
      .when(...cancel, { today: '2024-07-31' })
      .isAccepted()
    given(anna, bertil, away)
      .when('CancelAbsence', { employeeId: 'anna', from: '2024-07-02' })
      .isRefused('AbsenceNotFound')
    given(bertil)
      .when(...cancel)
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
  })
  test('is open to the employee and to administrators only', () => {
    given(anna, bertil, away)
      .when(...cancel, { by: 'bertil' })
      .isRefused('NotOneself')
    given(anna, bertil, away)
      .when(...cancel, { by: 'anna' })
      .isAccepted()
  })
})

describe('planning an absence', () => {
  test('records the substitute and the days', () => {
    given(anna, bertil)
      .when('PlanAbsence', { ...july, reason: 'holiday' })
      .happens(['AbsencePlanned', { ...july, reason: 'holiday' }])
  })
  test('changes nothing if it is planned already', () => {
    given(anna, bertil, away)
      .when(...away)
      .changesNothing()
  })
  test('is refused if the employee is already absent; the next absence may start on the day of return', () => {
    const next = { ...july, substituteId: 'cecilia', from: '2024-07-31', until: '2024-09-01' }
    given(anna, bertil, cecilia, away)
      .when('PlanAbsence', next)
      .isRefused('AbsenceOverlaps', { from: '2024-07-01', until: '2024-08-01' })
    given(anna, bertil, cecilia, away)
      .when('PlanAbsence', { ...next, from: '2024-08-01' })
      .happens([
        'AbsencePlanned',
        { from: '2024-08-01', employeeId: 'anna', substituteId: 'cecilia', until: '2024-09-01' },
      ])
  })
  test('is refused without a day, and with the employee as the substitute', () => {
    given(anna, bertil)
      .when('PlanAbsence', { ...july, until: '2024-07-01' })
      .isRefused('InvalidInterval')
    given(anna)
      .when('PlanAbsence', { ...july, substituteId: 'anna' })
      .isRefused('SameEmployee', { employeeId: 'anna' })
  })
  test('is refused unless both are employees and the substitute is active and present on all days', () => {
    given(bertil)
      .when(...away)
      .isRefused('EmployeeNotFound', { employeeId: 'anna' })
    given(anna)
      .when(...away)
      .isRefused('EmployeeNotFound', { employeeId: 'bertil' })
    given(anna, bertil, ['DeactivateEmployee', { employeeId: 'bertil', effective: '2024-07-31' }])
      .when(...away)
      .isRefused('EmployeeInactive', { employeeId: 'bertil', since: '2024-07-31' })
    given(anna, bertil, cecilia, ['PlanAbsence', { ...july, employeeId: 'bertil', substituteId: 'cecilia' }])
      .when(...away)
      .isRefused('SubstituteAbsent', { employeeId: 'bertil', from: '2024-07-01', until: '2024-08-01' })
  })
  test('with another substitute on the same days is a different absence, and overlaps', () => {
    given(anna, bertil, cecilia, away)
      .when('PlanAbsence', { ...july, substituteId: 'cecilia' })
      .isRefused('AbsenceOverlaps', { from: '2024-07-01', until: '2024-08-01' })
  })
  test('that overlaps two others is refused with the first of them', () => {
    const away = (from: string, until: string): NamedCommand => [
      'PlanAbsence',
      { employeeId: 'anna', substituteId: 'bertil', from, until },
    ]
    given(anna, bertil, away('2024-07-01', '2024-07-10'), away('2024-07-20', '2024-07-30'))
      .when(...away('2024-07-05', '2024-07-25'))
      .isRefused('AbsenceOverlaps', { from: '2024-07-01', until: '2024-07-10' })
  })
})
