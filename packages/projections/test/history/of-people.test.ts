import { expect, test } from 'vitest'
import { anna, answered, event, logOf } from '../log.js'
import { createProjections } from '../source.js'

test('a line of the history has the values before and after an employee left and came back', () => {
  const projections = createProjections()
  projections.applyAll(
    logOf(
      anna,
      event('EmployeeDeactivated', 'employee-anna', { employeeId: 'anna', effective: '2024-03-15' }),
      event('EmployeeReactivated', 'employee-anna', { employeeId: 'anna' }),
    ),
  )
  const lines = answered(projections.views.subjectHistory({ subject: { kind: 'employee', id: 'anna' } }))
  expect(lines.slice(0, 2).map(({ type, changes }) => [type, changes])).toEqual([
    ['EmployeeReactivated', [{ field: 'active', label: 'Active', old: 'no', new: 'yes' }]],
    ['EmployeeDeactivated', [{ field: 'active', label: 'Active', old: 'yes', new: 'no' }]],
  ])
})
