import { type Asked, acme, anna, bertil, beta, cecilia, pekka, pekkaAtAcme, policy } from '../given.js'
import { acmeInGold, annaHolds, gold, privateSiiri, roof, siiri, sven } from './before.js'
import { type Refusals, refused } from './example.js'

const strict = policy('redundantCommands', 'reject')
const restricted: Asked = ['RestrictContactEmailAccess', { personId: 'pekka' }]
const erased: Asked = ['ErasePerson', { personId: 'pekka' }]
const ban: Asked = ['SetMarketingBan', { personId: 'pekka', channel: 'email' }]
const pekkaAtBeta: Asked = ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }]
const merged: Asked = ['MergeContacts', { survivorId: 'siiri', duplicateId: 'pekka' }]
const hold: Asked = ['PlaceLegalHold', { personId: 'pekka', until: '2030-01-01' }]

/** Why a command about a contact is refused. */
export const personRefusals = {
  ContactNotFound: refused([], restricted, { personId: 'pekka' }),
  ContactAlreadyRegistered: refused([pekka], ['RegisterContact', { personId: 'pekka', lastName: 'Niemi' }], {
    personId: 'pekka',
  }),
  AlreadyPrivateCustomer: refused([privateSiiri], ['ConvertContactToPrivateCustomer', { personId: 'siiri' }], {
    personId: 'siiri',
    customerId: 'siiriC',
  }),
  NotACompany: refused([pekka, privateSiiri], ['LinkContactToCompany', { personId: 'pekka', customerId: 'siiriC' }], {
    customerId: 'siiriC',
  }),
  ContactAlreadyLinked: refused([strict, acme, pekka, pekkaAtAcme], pekkaAtAcme, { customerId: 'acme' }),
  ContactNotLinked: refused([acme, pekka], ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }], {
    customerId: 'acme',
  }),
  ContactWasMerged: refused([pekka, siiri, merged], restricted, { personId: 'pekka', survivorId: 'siiri' }),
  ContactLinksLimited: refused([policy('contactLinks', 'one'), acme, beta, pekka, pekkaAtAcme], pekkaAtBeta, {
    customerId: 'acme',
  }),
  EmailAccessNotRestricted: refused([pekka], ['GrantContactEmailAccess', { personId: 'pekka' }], {
    personId: 'pekka',
  }),
  EmailAccessAlreadyRestricted: refused([strict, pekka, restricted], restricted, { personId: 'pekka' }),
  PersonIsErased: refused([pekka, erased], restricted, { personId: 'pekka' }),
  ErasureBlockedByRetention: refused([pekka, hold], erased, { until: '2030-01-01' }),
  CannotMergeWithItself: refused([pekka], ['MergeContacts', { survivorId: 'pekka', duplicateId: 'pekka' }], {
    id: 'pekka',
  }),
  MergeWouldReveal: refused(
    [
      anna,
      acme,
      beta,
      ['ChangeCustomerOwner', { customerId: 'beta', ownerId: 'anna' }],
      ['MarkCustomerPrivate', { customerId: 'beta' }],
    ],
    ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }],
    { survivorId: 'acme', duplicateId: 'beta' },
  ),
  CustomerKindMismatch: refused(
    [acme, privateSiiri],
    ['MergeCustomers', { survivorId: 'acme', duplicateId: 'siiriC' }],
    {
      survivorId: 'acme',
      duplicateId: 'siiriC',
    },
  ),
  BanChannelNotConfigured: refused([policy('requireBanBinding', true), pekka], ban, {
    channel: 'email',
    setting: 'NO_EMAIL',
  }),
  MarketingBanAlreadySet: refused([strict, pekka, ban], ban, { channel: 'email' }),
  MarketingBanNotSet: refused([pekka], ['LiftMarketingBan', { personId: 'pekka', channel: 'email' }], {
    channel: 'email',
  }),
  ConsentEvidenceRequired: refused([pekka], ['GiveMarketingConsent', { personId: 'pekka', channel: 'email' }], {
    channel: 'email',
  }),
  ConsentNotGiven: refused([pekka], ['WithdrawMarketingConsent', { personId: 'pekka', channel: 'email' }], {
    channel: 'email',
  }),
} satisfies Partial<Refusals>

const left: Asked = ['DeactivateEmployee', { employeeId: 'bertil', effective: '2024-03-01' }]
const away = (employeeId: string, substituteId: string): Asked => [
  'PlanAbsence',
  { employeeId, substituteId, from: '2024-07-01', until: '2024-08-01' },
]
const later: Asked = [
  'PlanAbsence',
  { employeeId: 'anna', substituteId: 'bertil', from: '2024-07-15', until: '2024-08-15' },
]
const required: Asked = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer', required: true }]
const annaLeaves: Asked = ['DeactivateEmployee', { employeeId: 'anna' }]
const annaOnRoof: Asked = ['AddProjectParticipant', { projectId: 'roof', employeeId: 'anna' }]
const svenAtAcme: Asked = ['AssignResponsible', { customerId: 'acme', employeeId: 'sven' }]
const ville: Asked = ['RegisterEmployee', { employeeId: 'ville', name: 'Ville', salesperson: true }]
const villeSeesGold: Asked = ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'ville' }]

/** Why a command about an employee or a project is refused, or the actor has no right. */
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
