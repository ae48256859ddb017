import { type Asked, acme, anna, bertil, pekka } from '../given.js'
import { annaHolds, roof, seller } from './before.js'
import { accepted, type Examples } from './example.js'

const annaLeft: Asked = ['DeactivateEmployee', { employeeId: 'anna' }]
const linked: Asked = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const annaOnRoof: Asked = ['AddProjectParticipant', { projectId: 'roof', employeeId: 'anna' }]

/** Employees, their projects and roles. */
export const employeeExamples = {
  RegisterEmployee: accepted(
    [],
    { employeeId: 'anna', name: ' Anna ', email: 'anna@own.fi', teams: ['north'], salesperson: true, sellerCode: 'A1' },
    [
      'EmployeeRegistered',
      {
        employeeId: 'anna',
        name: 'Anna',
        email: 'anna@own.fi',
        teams: ['north'],
        salesperson: true,
        sellerCode: 'A1',
        admin: false,
        crmAccess: true,
      },
    ],
  ),
  ChangeEmployeeDetails: accepted([anna], { employeeId: 'anna', name: 'Anna Ek', email: 'anna@own.fi' }, [
    'EmployeeDetailsChanged',
    {
      employeeId: 'anna',
      changes: [
        { field: 'name', old: 'Anna', new: 'Anna Ek' },
        { field: 'email', old: null, new: 'anna@own.fi' },
      ],
    },
  ]),
  SetEmployeeTeams: accepted([anna], { employeeId: 'anna', teams: ['north'] }, [
    'EmployeeTeamsSet',
    { employeeId: 'anna', teams: ['north'], previous: [] },
  ]),
  SetSellerInformation: accepted([anna], { employeeId: 'anna', salesperson: true, sellerCode: 'A1' }, [
    'SellerInformationSet',
    { employeeId: 'anna', salesperson: true, sellerCode: 'A1', previous: { salesperson: false, sellerCode: null } },
  ]),
  DeactivateEmployee: accepted(
    [anna, bertil, acme, annaHolds()],
    { employeeId: 'anna', effective: '2024-03-31', successorId: 'bertil' },
    [
      'EmployeeDeactivated',
      {
        employeeId: 'anna',
        effective: '2024-03-31',
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
      { assignmentId: 'given3', employeeId: 'anna', until: '2024-03-31', reason: 'employeeDeactivated' },
    ],
    [
      'ResponsibleAssigned',
      {
        assignmentId: 'command4.1',
        employeeId: 'bertil',
        roleId: null,
        from: '2024-03-31',
        until: null,
        reason: 'employeeDeactivated',
      },
    ],
  ),
  ReactivateEmployee: accepted([anna, annaLeft], { employeeId: 'anna' }, [
    'EmployeeReactivated',
    { employeeId: 'anna' },
  ]),
  PlanAbsence: accepted(
    [anna, bertil],
    { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-01', until: '2024-08-01', reason: 'holiday' },
    [
      'AbsencePlanned',
      { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-01', until: '2024-08-01', reason: 'holiday' },
    ],
  ),
  ReassignResponsibilities: accepted(
    [anna, bertil, acme, annaHolds()],
    { fromEmployeeId: 'anna', toEmployeeId: 'bertil' },
    ['ResponsibilitiesReassignmentStarted', { toEmployeeId: 'bertil', effective: '2024-03-15' }],
    ['ResponsibilityEnded', { assignmentId: 'given3', employeeId: 'anna', until: '2024-03-15', reason: 'reassigned' }],
    [
      'ResponsibleAssigned',
      {
        assignmentId: 'command4.1',
        employeeId: 'bertil',
        roleId: null,
        from: '2024-03-15',
        until: null,
        reason: 'reassigned',
      },
    ],
    ['ResponsibilitiesReassigned', { toEmployeeId: 'bertil', ended: 1, assigned: 1, alreadyHeld: 0, closed: 0 }],
  ),
  EnableEmailLinking: accepted([anna], { employeeId: 'anna', mailboxId: 'anna@own.fi' }, [
    'EmailLinkingEnabled',
    { employeeId: 'anna', mailboxId: 'anna@own.fi' },
  ]),
  DisableEmailLinking: accepted([anna, linked], { employeeId: 'anna', mailboxId: 'anna@own.fi' }, [
    'EmailLinkingDisabled',
    { employeeId: 'anna', mailboxId: 'anna@own.fi' },
  ]),
  RegisterProject: accepted([acme], { projectId: 'roof', customerId: 'acme', name: ' Roof ' }, [
    'ProjectRegistered',
    { projectId: 'roof', customerId: 'acme', name: 'Roof' },
  ]),
  AddProjectParticipant: accepted([acme, roof, pekka], { projectId: 'roof', personId: 'pekka' }, [
    'ProjectParticipantAdded',
    { projectId: 'roof', employeeId: null, personId: 'pekka' },
  ]),
  RemoveProjectParticipant: accepted([anna, acme, roof, annaOnRoof], { projectId: 'roof', employeeId: 'anna' }, [
    'ProjectParticipantRemoved',
    { projectId: 'roof', employeeId: 'anna', personId: null },
  ]),
  CloseProject: accepted([acme, roof], { projectId: 'roof' }, ['ProjectClosed', { projectId: 'roof' }]),
  DefineRole: accepted([], { roleId: 'seller', name: 'Seller', kind: 'customer' }, [
    'RoleDefined',
    { roleId: 'seller', name: 'Seller', kind: 'customer', cardinality: 'many', required: false },
  ]),
  RetireRole: accepted([seller], { roleId: 'seller' }, ['RoleRetired', { roleId: 'seller' }]),
} satisfies Partial<Examples>
