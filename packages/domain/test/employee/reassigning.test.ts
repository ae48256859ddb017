import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand } from '../given.js'

const holds = (customerId: string): NamedCommand => [
  'AssignResponsible',
  { customerId, employeeId: 'anna', from: '2024-01-01' },
]

describe('reassigned responsibilities', () => {
  test('are those of the named subjects', () => {
    given(anna, bertil, acme, beta, holds('acme'), holds('beta'))
      .when('ReassignResponsibilities', { fromEmployeeId: 'anna', toEmployeeId: 'bertil', subjects: ['beta'] })
      .happens(
        ['ResponsibilitiesReassignmentStarted', { toEmployeeId: 'bertil', effective: '2024-03-15' }],
        [
          'ResponsibilityEnded',
          { assignmentId: 'given5', employeeId: 'anna', until: '2024-03-15', reason: 'reassigned' },
        ],
        [
          'ResponsibleAssigned',
          {
            assignmentId: 'command6.1',
            employeeId: 'bertil',
            roleId: null,
            from: '2024-03-15',
            until: null,
            reason: 'reassigned',
          },
        ],
        ['ResponsibilitiesReassigned', { toEmployeeId: 'bertil', ended: 1, assigned: 1, alreadyHeld: 0, closed: 0 }],
      )
  })
})
