import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand } from '../given.js'

const ownedAcme: NamedCommand = [
  'RegisterCustomer',
  { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true },
]
const task = (activityId: string, status = 'open'): NamedCommand => [
  'RegisterTask',
  { activityId, links: { customerId: 'beta' }, ownerId: 'anna', status },
]
const roof: NamedCommand = ['RegisterProject', { projectId: 'roof', customerId: 'beta', name: 'Roof' }]
const onRoof = (employeeId: string): NamedCommand => ['AddProjectParticipant', { projectId: 'roof', employeeId }]
const leaves = (more: object = {}): NamedCommand => ['DeactivateEmployee', { employeeId: 'anna', ...more }]

const zero = { ended: 0, assigned: 0, alreadyHeld: 0, closed: 0, customers: 0, tasks: 0, participations: 0 }

describe('what an employee owns', () => {
  const before = [anna, bertil, ownedAcme, beta, task('t1'), task('t2', 'Done'), roof, onRoof('anna')]

  test('goes to the successor in the same command: customers, open tasks and participation in open projects', () => {
    given(...before)
      .when(...leaves({ successorId: 'bertil' }))
      .happens(
        [
          'EmployeeDeactivated',
          {
            handover: {
              ...zero,
              customers: 1,
              tasks: 1,
              participations: 1,
              customersLeft: 0,
              tasksLeft: 0,
              participationsLeft: 0,
            },
            employeeId: 'anna',
            effective: '2024-03-15',
            successorId: 'bertil',
          },
        ],
        ['CustomerOwnerChanged', { from: 'anna', to: 'bertil', reason: 'employeeDeactivated' }],
        ['ProjectParticipantRemoved', { projectId: 'roof', employeeId: 'anna', personId: null }],
        ['ProjectParticipantAdded', { projectId: 'roof', employeeId: 'bertil', personId: null }],
        ['TaskOwnerChanged', { activityId: 't1', from: 'anna', to: 'bertil' }],
      )
  })
  test('goes to the successor with private contacts, which are counted if there are any', () => {
    const contact = (personId: string): NamedCommand => [
      'RegisterContact',
      { personId, lastName: personId, private: true, ownerId: 'anna' },
    ]
    const merged: NamedCommand = ['MergeContacts', { survivorId: 'p', duplicateId: 'q' }]
    const open: NamedCommand = ['MarkContactPublic', { personId: 'r' }]
    const all = [anna, bertil, contact('p'), contact('q'), contact('r'), merged, open]
    const deactivated = (counts: object, successorId: string | null) =>
      [
        'EmployeeDeactivated',
        {
          employeeId: 'anna',
          effective: '2024-03-15',
          successorId,
          handover: { ...zero, customersLeft: 0, tasksLeft: 0, participationsLeft: 0, ...counts },
        },
      ] as const
    given(...all)
      .when(...leaves({ successorId: 'bertil' }))
      .happens(deactivated({ contacts: 1 }, 'bertil'), [
        'ContactMarkedPrivate',
        { personId: 'p', ownerId: 'bertil', reason: 'employeeDeactivated' },
      ])
    given(...all)
      .when(...leaves())
      .happens(deactivated({ contactsLeft: 1 }, null))
  })
  test('goes to the successor with meetings that are not over, which are counted if there are any', () => {
    const meeting = (activityId: string, date: string | null): NamedCommand => [
      'RegisterMeeting',
      { activityId, links: { customerId: 'beta' }, ownerId: 'anna', date },
    ]
    const all = [
      anna,
      bertil,
      beta,
      meeting('past', '2024-03-14'),
      meeting('next', '2024-03-15'),
      meeting('open', null),
    ]
    const moved = (activityId: string) => ['MeetingOwnerChanged', { activityId, from: 'anna', to: 'bertil' }] as const
    const handover = { ...zero, customersLeft: 0, tasksLeft: 0, participationsLeft: 0 }
    const deactivated = { employeeId: 'anna', effective: '2024-03-15' }
    given(...all)
      .when(...leaves({ successorId: 'bertil' }))
      .happens(
        ['EmployeeDeactivated', { ...deactivated, successorId: 'bertil', handover: { ...handover, meetings: 2 } }],
        moved('next'),
        moved('open'),
      )
    given(...all)
      .when(...leaves())
      .happens([
        'EmployeeDeactivated',
        { ...deactivated, successorId: null, handover: { ...handover, meetingsLeft: 2 } },
      ])
  })
  test('is not duplicated if the successor already participates', () => {
    given(anna, bertil, beta, roof, onRoof('anna'), onRoof('bertil'))
      .when(...leaves({ successorId: 'bertil' }))
      .happens(
        [
          'EmployeeDeactivated',
          {
            employeeId: 'anna',
            effective: '2024-03-15',
            successorId: 'bertil',
            handover: {
              ended: 0,
              assigned: 0,
              alreadyHeld: 0,
              closed: 0,
              customers: 0,
              tasks: 0,
              participations: 1,
              customersLeft: 0,
              tasksLeft: 0,
              participationsLeft: 0,
            },
          },
        ],
        ['ProjectParticipantRemoved', { employeeId: 'anna', projectId: 'roof', personId: null }],
      )
  })
  test('stays, and is counted, without a successor and until the day of leaving', () => {
    const left = { ...zero, customersLeft: 1, tasksLeft: 1, participationsLeft: 1 }
    given(...before)
      .when(...leaves())
      .happens([
        'EmployeeDeactivated',
        { handover: left, employeeId: 'anna', effective: '2024-03-15', successorId: null },
      ])
    given(...before)
      .when(...leaves({ successorId: 'bertil', effective: '2024-04-01' }))
      .happens([
        'EmployeeDeactivated',
        { handover: left, employeeId: 'anna', effective: '2024-04-01', successorId: 'bertil' },
      ])
  })
  test('goes to the successor at archived customers too', () => {
    given(anna, bertil, ownedAcme, ['ArchiveCustomer', { customerId: 'acme' }])
      .when(...leaves({ successorId: 'bertil' }))
      .happens(
        [
          'EmployeeDeactivated',
          {
            employeeId: 'anna',
            effective: '2024-03-15',
            successorId: 'bertil',
            handover: {
              ended: 0,
              assigned: 0,
              alreadyHeld: 0,
              closed: 0,
              customers: 1,
              tasks: 0,
              participations: 0,
              customersLeft: 0,
              tasksLeft: 0,
              participationsLeft: 0,
            },
          },
        ],
        ['CustomerOwnerChanged', { to: 'bertil', from: 'anna', reason: 'employeeDeactivated' }],
      )
  })
})

describe('the responsibilities of an employee who leaves', () => {
  const role = (roleId: string): NamedCommand => ['DefineRole', { roleId, name: roleId, kind: 'customer' }]
  const holds = (employeeId: string, customerId: string, roleId: string): NamedCommand => [
    'AssignResponsible',
    { customerId, employeeId, roleId, from: '2024-01-01' },
  ]
  test('need no successor at an archived customer, even if the role is required', () => {
    const required: NamedCommand = [
      'DefineRole',
      { roleId: 'seller', name: 'seller', kind: 'customer', required: true },
    ]
    given(anna, acme, required, holds('anna', 'acme', 'seller'), ['ArchiveCustomer', { customerId: 'acme' }])
      .when(...leaves())
      .happens(
        [
          'EmployeeDeactivated',
          {
            employeeId: 'anna',
            effective: '2024-03-15',
            successorId: null,
            handover: { ...zero, ended: 1, customersLeft: 0, tasksLeft: 0, participationsLeft: 0 },
          },
        ],
        [
          'ResponsibilityEnded',
          { assignmentId: 'given3', employeeId: 'anna', until: '2024-03-15', reason: 'employeeDeactivated' },
        ],
      )
  })
  test('go to a successor who has another role there', () => {
    const responsibilities = [holds('anna', 'acme', 'seller'), holds('bertil', 'acme', 'manager')]
    given(anna, bertil, role('seller'), role('manager'), acme, ...responsibilities)
      .when(...leaves({ effective: '2024-04-01', successorId: 'bertil' }))
      .happens(
        [
          'EmployeeDeactivated',
          {
            employeeId: 'anna',
            effective: '2024-04-01',
            successorId: 'bertil',
            handover: {
              ended: 1,
              assigned: 1,
              alreadyHeld: 0,
              closed: 0,
              customers: 0,
              tasks: 0,
              participations: 0,
              customersLeft: 0,
              tasksLeft: 0,
              participationsLeft: 0,
            },
          },
        ],
        [
          'ResponsibilityEnded',
          { employeeId: 'anna', until: '2024-04-01', assignmentId: 'given5', reason: 'employeeDeactivated' },
        ],
        [
          'ResponsibleAssigned',
          {
            employeeId: 'bertil',
            roleId: 'seller',
            from: '2024-04-01',
            assignmentId: 'command7.1',
            until: null,
            reason: 'employeeDeactivated',
          },
        ],
      )
  })
  test('are counted: those taken over, those the successor already has, and those at archived customers', () => {
    const gamma: NamedCommand = ['RegisterCustomer', { customerId: 'gamma', name: 'Gamma AB' }]
    const responsibilities = [
      holds('anna', 'acme', 'seller'),
      holds('anna', 'beta', 'seller'),
      holds('anna', 'gamma', 'seller'),
    ]
    const successor = [holds('bertil', 'acme', 'manager'), holds('bertil', 'beta', 'seller')]
    const archived: NamedCommand = ['ArchiveCustomer', { customerId: 'gamma' }]
    given(anna, bertil, role('seller'), role('manager'), acme, beta, gamma, ...responsibilities, ...successor, archived)
      .when(...leaves({ successorId: 'bertil' }))
      .happens(
        [
          'EmployeeDeactivated',
          {
            handover: {
              ...zero,
              ended: 3,
              assigned: 1,
              alreadyHeld: 1,
              closed: 1,
              customersLeft: 0,
              tasksLeft: 0,
              participationsLeft: 0,
            },
            employeeId: 'anna',
            effective: '2024-03-15',
            successorId: 'bertil',
          },
        ],
        [
          'ResponsibilityEnded',
          { employeeId: 'anna', assignmentId: 'given7', until: '2024-03-15', reason: 'employeeDeactivated' },
        ],
        [
          'ResponsibleAssigned',
          {
            employeeId: 'bertil',
            roleId: 'seller',
            assignmentId: 'command13.1',
            from: '2024-03-15',
            until: null,
            reason: 'employeeDeactivated',
          },
        ],
        [
          'ResponsibilityEnded',
          { employeeId: 'anna', assignmentId: 'given8', until: '2024-03-15', reason: 'employeeDeactivated' },
        ],
        [
          'ResponsibilityEnded',
          { employeeId: 'anna', assignmentId: 'given9', until: '2024-03-15', reason: 'employeeDeactivated' },
        ],
      )
  })
})
