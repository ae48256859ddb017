import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, policy } from '../given.js'

const on = (type: NamedCommand[0], data: object = {}): NamedCommand => [type, { employeeId: 'anna', ...data }]

describe('an employee who leaves', () => {
  const zero = {
    ended: 0,
    assigned: 0,
    alreadyHeld: 0,
    closed: 0,
    customers: 0,
    tasks: 0,
    participations: 0,
    customersLeft: 0,
    tasksLeft: 0,
    participationsLeft: 0,
  }
  const leaves = (more: object = {}): NamedCommand => on('DeactivateEmployee', { effective: '2024-04-01', ...more })
  const deactivated = (handover: object, more: object = {}) =>
    [
      'EmployeeDeactivated',
      { employeeId: 'anna', effective: '2024-04-01', successorId: null, handover: { ...zero, ...handover }, ...more },
    ] as const
  const reason = 'employeeDeactivated'
  const holds = (subject: object, more: object = {}, employeeId = 'anna'): NamedCommand => [
    'AssignResponsible',
    { ...subject, employeeId, from: '2024-01-01', ...more },
  ]
  const ended = (assignmentId: string) =>
    ['ResponsibilityEnded', { assignmentId, employeeId: 'anna', until: '2024-04-01', reason }] as const
  const taken = (n: number, of: number, more: object = {}) =>
    [
      'ResponsibleAssigned',
      {
        assignmentId: `command${of}.${n}`,
        employeeId: 'bertil',
        roleId: null,
        from: '2024-04-01',
        until: null,
        reason,
        ...more,
      },
    ] as const
  const role = (roleId: string, more: object = {}): NamedCommand => [
    'DefineRole',
    { roleId, name: roleId, kind: 'customer', ...more },
  ]
  const [atAcme, atBeta, onRoof] = [{ customerId: 'acme' }, { customerId: 'beta' }, { projectId: 'roof' }]
  const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Roof' }]
  const bertils = { successorId: 'bertil' }

  test('keeps responsibilities by employeeDeactivation: keep, unless there is a successor', () => {
    given(anna, acme, bertil, policy('employeeDeactivation', 'keep'), holds(atAcme))
      .when(...leaves())
      .happens(deactivated({}))
    given(anna, acme, bertil, policy('employeeDeactivation', 'keep'), holds(atAcme))
      .when(...leaves(bertils))
      .happens(deactivated({ ended: 1, assigned: 1 }, bertils), ended('given4'), taken(1, 5))
  })
  test('passes them to the successor by customer and project, numbered consecutively', () => {
    given(anna, bertil, beta, acme, roof, holds(onRoof), holds(atBeta), holds(atAcme, { until: '2024-12-01' }))
      .when(...leaves(bertils))
      .happens(
        deactivated({ ended: 3, assigned: 3 }, bertils),
        ended('given7'),
        taken(1, 8, { until: '2024-12-01' }),
        ended('given6'),
        taken(2, 8),
        ended('given5'),
        taken(3, 8),
      )
  })
  test('has later responsibilities voided and passed on; those already ended stay', () => {
    given(
      anna,
      bertil,
      acme,
      holds(atAcme, { from: '2024-06-01' }),
      holds(atAcme, { from: '2024-01-01', until: '2024-04-01' }),
    )
      .when(...leaves(bertils))
      .happens(
        deactivated({ ended: 1, assigned: 1 }, bertils),
        ['ResponsibilityVoided', { assignmentId: 'given3', employeeId: 'anna', reason }],
        taken(1, 5, { from: '2024-06-01' }),
      )
  })
  test('passes on only the days the successor lacks, and each role once', () => {
    given(anna, bertil, acme, holds(atAcme), holds(atAcme, { from: '2024-04-01', until: '2024-06-01' }, 'bertil'))
      .when(...leaves(bertils))
      .happens(deactivated({ ended: 1, assigned: 1 }, bertils), ended('given3'), taken(1, 5, { from: '2024-06-01' }))
    given(anna, bertil, acme, role('r'), holds(atAcme, { roleId: 'r' }), holds(atAcme))
      .when(...leaves(bertils))
      .happens(
        deactivated({ ended: 2, assigned: 2 }, bertils),
        ended('given4'),
        ended('given5'),
        taken(1, 6, { roleId: 'r' }),
        taken(2, 6),
      )
  })
  test('passes nothing on at a closed project', () => {
    given(anna, bertil, acme, roof, holds(onRoof), ['CloseProject', { projectId: 'roof' }])
      .when(...leaves(bertils))
      .happens(deactivated({ ended: 1, closed: 1 }, bertils), ended('given4'))
    given(anna, acme, roof, holds(onRoof), ['CloseProject', { projectId: 'roof' }])
      .when(...leaves())
      .happens(deactivated({ ended: 1 }), ended('given3'))
  })
  test('needs a successor at every customer where the first required role would become vacant', () => {
    const must = [role('r', { required: true }), role('s', { required: true })]
    given(anna, acme, beta, ...must, holds(atAcme, { roleId: 'r' }), holds(atBeta, { roleId: 'r' }))
      .when(...leaves())
      .isRefused('SuccessorRequired', { roleId: 'r', customerIds: ['acme', 'beta'] })
    given(anna, acme, beta, ...must, holds(atAcme, { roleId: 's' }), holds(atBeta, { roleId: 'r' }))
      .when(...leaves())
      .isRefused('SuccessorRequired', { roleId: 's', customerIds: ['acme'] })
    given(anna, acme, roof, role('p', { required: true, kind: 'project' }), holds(onRoof, { roleId: 'p' }))
      .when(...leaves())
      .isRefused('SuccessorRequired', { roleId: 'p', customerIds: ['acme'] })
    given(anna, bertil, acme, ...must, holds(atAcme, { roleId: 'r' }), holds(atAcme, { roleId: 'r' }, 'bertil'))
      .when(...leaves())
      .isAccepted()
    given(anna, bertil, acme, ...must, holds(atAcme, { roleId: 'r' }))
      .when(...leaves(bertils))
      .isAccepted()
  })
})
