import { acme, anna, bertil, cecilia, type NamedCommand, pekka, policy } from '../given.js'
import { acmeInGold, annaHolds, gold, roof, seller, sven } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const annaLeft: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna' }]
const linked: NamedCommand = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const annaOnRoof: NamedCommand = ['AddProjectParticipant', { projectId: 'roof', employeeId: 'anna' }]
const strict = policy('redundantCommands', 'reject')
const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'bertil', effective: '2024-03-01' }]
const away = (employeeId: string, substituteId: string): NamedCommand => [
  'PlanAbsence',
  { employeeId, substituteId, from: '2024-07-01', until: '2024-08-01' },
]
const later: NamedCommand = [
  'PlanAbsence',
  { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-15', until: '2024-08-15' },
]
const required: NamedCommand = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer', required: true }]
const annaLeaves: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna' }]
const svenAtAcme: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'sven' }]
const ville: NamedCommand = ['RegisterEmployee', { employeeId: 'ville', name: 'Ville', salesperson: true }]
const villeSeesGold: NamedCommand = ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'ville' }]

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
  CancelAbsence: accepted(
    [anna, bertil, away('anna', 'bertil')],
    { employeeId: 'anna', from: '2024-07-01', reason: 'rain' },
    [
      'AbsenceCancelled',
      { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-01', until: '2024-07-01', reason: 'rain' },
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
  RenameProject: accepted([acme, roof], { projectId: 'roof', name: ' Roof and walls ' }, [
    'ProjectRenamed',
    { from: 'Roof', to: 'Roof and walls' },
  ]),
  ReopenProject: accepted([acme, roof, ['CloseProject', { projectId: 'roof' }]], { projectId: 'roof' }, [
    'ProjectReopened',
    { projectId: 'roof' },
  ]),
  CloseProject: accepted([acme, roof], { projectId: 'roof' }, ['ProjectClosed', { projectId: 'roof' }]),
  DefineRole: accepted([], { roleId: 'seller', name: 'Seller', kind: 'customer' }, [
    'RoleDefined',
    { roleId: 'seller', name: 'Seller', kind: 'customer', cardinality: 'many', required: false },
  ]),
  RetireRole: accepted([seller], { roleId: 'seller' }, ['RoleRetired', { roleId: 'seller' }]),
} satisfies Partial<Examples>

/** Rejections of these commands, and for missing rights. */
export const employeeRefusals = {
  EmployeeNotFound: refused([], annaLeaves, { employeeId: 'anna' }),
  EmployeeAlreadyRegistered: refused([anna], ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Ek' }], {
    employeeId: 'anna',
  }),
  EmployeeInactive: refused([bertil, acme, left], ['AssignResponsible', { customerId: 'acme', employeeId: 'bertil' }], {
    employeeId: 'bertil',
    since: '2024-03-01',
  }),
  EmployeeHoldsResponsibilities: refused(
    [policy('employeeDeactivation', 'requireSuccessor'), anna, acme, annaHolds()],
    annaLeaves,
    { employeeId: 'anna', count: 1 },
  ),
  SuccessorRequired: refused([anna, acme, required, annaHolds({ roleId: 'seller' })], annaLeaves, {
    roleId: 'seller',
    customerIds: ['acme'],
  }),
  SameEmployee: refused([anna], ['DeactivateEmployee', { employeeId: 'anna', successorId: 'anna' }], {
    employeeId: 'anna',
  }),
  AbsenceNotFound: refused(
    [anna, bertil, away('anna', 'bertil')],
    ['CancelAbsence', { employeeId: 'anna', from: '2024-07-02' }],
    { employeeId: 'anna', from: '2024-07-02' },
  ),
  AbsenceOverlaps: refused([anna, bertil, away('anna', 'bertil')], later, { from: '2024-07-01', until: '2024-08-01' }),
  SubstituteAbsent: refused([anna, bertil, cecilia, away('bertil', 'cecilia')], later, {
    employeeId: 'bertil',
    from: '2024-07-01',
    until: '2024-08-01',
  }),
  NotAdministrator: refused([anna, cecilia], annaLeaves, { by: 'anna' }, 'anna'),
  EmailLinkingNotEnabled: refused([], ['RegisterEmail', { mailboxId: 'anna@own.fi', direction: 'received' }], {}),
  ProjectNotFound: refused([], ['CloseProject', { projectId: 'roof' }], { projectId: 'roof' }),
  ProjectAlreadyRegistered: refused(
    [acme, roof],
    ['RegisterProject', { projectId: 'roof', customerId: 'acme', name: 'Wall' }],
    { projectId: 'roof' },
  ),
  ProjectIsClosed: refused([anna, acme, roof, ['CloseProject', { projectId: 'roof' }]], annaOnRoof, {
    projectId: 'roof',
  }),
  ParticipantAlreadyAdded: refused([strict, anna, acme, roof, annaOnRoof], annaOnRoof, { projectId: 'roof' }),
  ParticipantNotFound: refused([acme, roof], ['RemoveProjectParticipant', { projectId: 'roof', employeeId: 'anna' }], {
    projectId: 'roof',
  }),
  NotAmongSalespersons: refused(
    [sven, ville, acme, gold, villeSeesGold, acmeInGold],
    svenAtAcme,
    { by: 'sven' },
    'sven',
  ),
  NotOneself: refused([anna, bertil, cecilia], away('anna', 'cecilia'), { by: 'bertil' }, 'bertil'),
  UnknownViewer:
    'answered by every view that is asked as somebody: packages/projections/test/query/visibility/viewer.test.ts',
  ViewerHasLeft:
    'answered by every view that is asked as somebody: packages/projections/test/query/visibility/viewer.test.ts',
} satisfies Partial<Refusals>
