import { describe, test } from 'vitest'
import { acme, anna, given, type NamedCommand } from '../given.js'

const seller: NamedCommand = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer', required: true }]
const holds = (more: object): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId: 'anna', from: '2024-01-01', ...more },
]

describe('the interval of a responsibility', () => {
  test('of the only holder of a required role cannot be shortened: the role would be vacant from its end', () => {
    given(anna, acme, seller, holds({ roleId: 'seller' }))
      .when('ChangeResponsibilityInterval', {
        customerId: 'acme',
        assignmentId: 'given3',
        from: '2024-01-01',
        until: '2024-06-01',
      })
      .isRefused('RequiredRoleVacant', { roleId: 'seller', from: '2024-06-01' })
  })
  test('extends no further than its employee is active', () => {
    const leaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-12-31' }]
    given(anna, acme, holds({ until: '2024-06-01' }), leaves)
      .when('ChangeResponsibilityInterval', {
        customerId: 'acme',
        assignmentId: 'given2',
        from: '2024-01-01',
        until: '2025-01-01',
      })
      .isRefused('EmployeeInactive', { employeeId: 'anna', since: '2024-12-31' })
  })
  test('removed by a click is restored by a second click on that day, unless its employee is to leave', () => {
    const clicks: NamedCommand = ['ToggleResponsible', { customerId: 'acme', employeeId: 'anna' }]
    const leaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-04-01' }]
    given(anna, acme, holds({}), clicks)
      .when(...clicks)
      .happens([
        'ResponsibleAssigned',
        { assignmentId: 'command4', employeeId: 'anna', roleId: null, from: '2024-03-15', until: null },
      ])
    given(anna, acme, holds({}), clicks, leaves)
      .when(...clicks)
      .isRefused('EmployeeInactive', { employeeId: 'anna', since: '2024-04-01' })
  })
  test('that ends on a day cannot be ended again on that day', () => {
    given(anna, acme, holds({ roleId: null, until: '2024-02-01' }))
      .when('EndResponsibility', { customerId: 'acme', assignmentId: 'given2', until: '2024-02-01' })
      .changesNothing()
  })
  test('that starts today or later is voided if it is ended without a day', () => {
    for (const from of ['2024-03-15', '2024-05-01'])
      given(anna, acme, holds({ roleId: null, from }))
        .when('EndResponsibility', { customerId: 'acme', assignmentId: 'given2' })
        .happens(['ResponsibilityVoided', { assignmentId: 'given2', employeeId: 'anna' }])
  })
})
