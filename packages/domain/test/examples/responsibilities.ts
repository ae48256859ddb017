import { acme, anna, bertil, type NamedCommand } from '../given.js'
import { annaHolds, roof, seller } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const single: NamedCommand = [
  'DefineRole',
  { roleId: 'seller', name: 'Seller', kind: 'customer', cardinality: 'single' },
]
const required: NamedCommand = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer', required: true }]
const sells = annaHolds({ roleId: 'seller' })
const ends = (until: string): NamedCommand => [
  'EndResponsibility',
  { customerId: 'acme', assignmentId: 'given2', until },
]
const ofSeller = { customerId: 'acme', employeeId: 'anna', roleId: 'seller' }

/** Responsibilities for customers and projects. */
export const responsibilityExamples = {
  AssignResponsible: accepted(
    [anna, acme, seller],
    { customerId: 'acme', employeeId: 'anna', roleId: 'seller', until: '2024-12-31' },
    [
      'ResponsibleAssigned',
      { assignmentId: 'command3', employeeId: 'anna', roleId: 'seller', from: '2024-03-15', until: '2024-12-31' },
    ],
  ),
  ToggleResponsible: accepted([anna, acme, roof], { projectId: 'roof', employeeId: 'anna' }, [
    'ResponsibleAssigned',
    { assignmentId: 'command3', employeeId: 'anna', roleId: null, from: '2024-03-15', until: null },
  ]),
  RemoveResponsible: accepted(
    [anna, acme, annaHolds()],
    { customerId: 'acme', employeeId: 'anna', from: '2024-04-01' },
    [
      'ResponsibilityEnded',
      { assignmentId: 'given2', employeeId: 'anna', until: '2024-04-01', removedOn: '2024-03-15' },
    ],
  ),
  EndResponsibility: accepted([anna, acme, annaHolds()], { customerId: 'acme', assignmentId: 'given2' }, [
    'ResponsibilityEnded',
    { assignmentId: 'given2', employeeId: 'anna', until: '2024-03-15' },
  ]),
  ChangeResponsibilityInterval: accepted(
    [anna, acme, annaHolds()],
    { customerId: 'acme', assignmentId: 'given2', from: '2024-02-01', until: '2024-06-01' },
    [
      'ResponsibilityIntervalChanged',
      { assignmentId: 'given2', employeeId: 'anna', from: '2024-02-01', until: '2024-06-01' },
    ],
  ),
  AddResponsibleRole: accepted(
    [anna, acme, seller, annaHolds()],
    { customerId: 'acme', employeeId: 'anna', roleId: 'seller' },
    ['ResponsibleRoleAdded', { assignmentId: 'given3', employeeId: 'anna', roleId: 'seller', from: '2024-03-15' }],
  ),
  RemoveResponsibleRole: accepted(
    [anna, acme, seller, annaHolds({ roleId: 'seller' })],
    { customerId: 'acme', employeeId: 'anna', roleId: 'seller' },
    ['ResponsibleRoleRemoved', { assignmentId: 'given3', employeeId: 'anna', roleId: 'seller', from: '2024-03-15' }],
  ),
  ReassignRole: accepted(
    [anna, bertil, acme, seller, annaHolds({ roleId: 'seller' })],
    { customerId: 'acme', roleId: 'seller', toEmployeeId: 'bertil', from: '2024-04-01' },
    ['ResponsibilityEnded', { assignmentId: 'given4', employeeId: 'anna', until: '2024-04-01' }],
    [
      'ResponsibleAssigned',
      { assignmentId: 'command5', employeeId: 'bertil', roleId: 'seller', from: '2024-04-01', until: null },
    ],
  ),
} satisfies Partial<Examples>

/** Rejections of these commands. */
export const responsibilityRefusals = {
  InvalidInterval: refused([anna, acme], annaHolds({ until: '2023-12-31' }), {
    from: '2024-01-01',
    until: '2023-12-31',
  }),
  ResponsibilityOverlaps: refused([anna, acme, annaHolds()], annaHolds({ until: '2024-06-01' }), {
    assignmentId: 'given2',
  }),
  ResponsibilityAlreadyEnded: refused([anna, acme, annaHolds(), ends('2024-02-01')], ends('2024-03-01'), {
    assignmentId: 'given2',
    until: '2024-02-01',
  }),
  AssignmentNotFound: refused([acme], ends('2024-03-01'), { assignmentId: 'given2' }),
  NotResponsible: refused([anna, acme], ['RemoveResponsible', { customerId: 'acme', employeeId: 'anna' }], {
    employeeId: 'anna',
  }),
  RoleAlreadyHeld: refused(
    [anna, bertil, acme, single, sells],
    ['AssignResponsible', { customerId: 'acme', employeeId: 'bertil', roleId: 'seller' }],
    { roleId: 'seller', employeeId: 'anna' },
  ),
  RoleNotHeld: refused([anna, acme, seller, annaHolds()], ['RemoveResponsibleRole', ofSeller], {
    roleId: 'seller',
    employeeId: 'anna',
  }),
  RequiredRoleVacant: refused([anna, acme, required, sells], ['RemoveResponsibleRole', ofSeller], {
    roleId: 'seller',
    from: '2024-03-15',
  }),
} satisfies Partial<Refusals>
