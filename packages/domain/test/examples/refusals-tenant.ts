import { type Asked, acme, anna, bertil, pekka, policy } from '../given.js'
import { acmeInGold, bakeries, gold, seller, value, vip } from './before.js'
import { type Refusals, refused } from './example.js'

const creates = (groupId: string, name: string, parentId: string | null = null): Asked => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]
const deletesGold: Asked = ['DeleteCustomerGroup', { groupId: 'gold' }]
const archivedGold: Asked = ['ArchiveCustomerGroup', { groupId: 'gold' }]
const reserves = (number: number, customerId = 'acme'): Asked => ['ReserveCustomerNumber', { number, customerId }]
const series = (seriesId: string, start: number, end: number | null = null): Asked => [
  'DefineNumberSeries',
  { seriesId, start, end },
]

/** Why a command about a group or a number is refused. */
export const groupRefusals = {
  GroupNotFound: refused([acme], acmeInGold, { groupId: 'gold' }),
  GroupAlreadyExists: refused([gold], creates('gold', 'Silver'), { groupId: 'gold' }),
  GroupNotAssignable: refused([acme, gold, archivedGold], acmeInGold, { groupId: 'gold' }),
  GroupNameRequired: refused([], creates('gold', ' '), {}),
  GroupNameTaken: refused([gold], creates('g2', 'GOLD '), { groupId: 'gold', name: 'GOLD' }),
  ReservedGroupName: refused([], creates('g2', 'ei ryhmää'), { name: 'ei ryhmää' }),
  HierarchyNotEnabled: refused([policy('groupHierarchy', 'flat'), gold], bakeries, {}),
  GroupHierarchyTooDeep: refused([policy('maxGroupDepth', 1), gold], bakeries, { max: 1 }),
  GroupHierarchyCycle: refused([gold, bakeries], ['MoveCustomerGroup', { groupId: 'gold', newParentId: 'bakeries' }], {
    path: ['gold', 'bakeries'],
  }),
  GroupHasSubgroups: refused([gold, bakeries], deletesGold, { groupId: 'gold', subgroupIds: ['bakeries'] }),
  GroupNotEmpty: refused([policy('groupDeletion', 'emptyOnly'), acme, gold, acmeInGold], deletesGold, {
    groupId: 'gold',
    memberCount: 1,
  }),
  InvalidNumberingStart: refused([gold], ['SetGroupNumberingStart', { groupId: 'gold', start: 0 }], { start: 0 }),
  InvalidLedgerAccount: refused([gold], ['SetGroupLedgerAccount', { groupId: 'gold', account: 'sales' }], {
    account: 'sales',
  }),
  EmployeeNotSalesperson: refused([gold, anna], ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'anna' }], {
    employeeId: 'anna',
  }),
  SpecialGroupNotFound: refused([], ['DeleteSpecialGroup', { specialGroupId: 'vip' }], { specialGroupId: 'vip' }),
  SpecialGroupAlreadyExists: refused([vip], ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'Guests' }], {
    specialGroupId: 'vip',
  }),
  CustomerNumberTaken: refused([reserves(42)], reserves(42, 'beta'), { number: 42, heldBy: 'acme' }),
  InvalidCustomerNumber: refused([], reserves(0), { number: 0 }),
  CustomerNumberNotReserved: refused([], ['ReleaseCustomerNumber', { number: 42 }], { number: 42 }),
  NumberSeriesOverlap: refused([series('s1', 100)], series('s2', 1, 100), { seriesId: 's1' }),
  NumberSeriesExhausted: refused([series('s1', 1, 1), reserves(1, 'beta')], acme, { seriesId: 's1', end: 1 }),
  InvalidNumberSeries: refused([], series('s1', 10, 9), { seriesId: 's1' }),
} satisfies Partial<Refusals>

const noLetters: Asked = ['AddContactProperty', { number: 7, name: 'No letters' }]
const sets = (key: string, number: unknown): Asked => ['ChangeSetting', { key, value: number }]
const assigns = (roleId: string): Asked => ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', roleId }]
const pekkaNoLetters = { personId: 'pekka', propertyNo: 7 }
const choosesLarge: Asked = ['ChangeCustomerSegment', { customerId: 'acme', value: 'large' }]
const retiredLarge: Asked = ['RetireClassifierValue', { catalogue: 'segment', value: 'large' }]
const projectRole: Asked = ['DefineRole', { roleId: 'manager', name: 'Manager', kind: 'project' }]
const attaches: Asked = ['AttachPropertyToContactGroup', { number: 7, contactGroupId: 'bans' }]

/** Why a command about roles, catalogues or settings is refused. */
export const settingRefusals = {
  RoleNameTaken: refused([seller], ['DefineRole', { roleId: 'r2', name: 'seller', kind: 'customer' }], {
    roleId: 'seller',
    name: 'seller',
  }),
  RoleNameRequired: refused([], ['DefineRole', { roleId: 'r2', name: ' ', kind: 'customer' }], {}),
  UnknownRole: refused([anna, acme], assigns('seller'), { roleId: 'seller' }),
  RoleKindMismatch: refused([anna, acme, projectRole], assigns('manager'), { roleId: 'manager', kind: 'project' }),
  RolesNotEnabled: refused([policy('rolesEnabled', false), anna, acme, seller], assigns('seller'), {}),
  UnknownClassifierValue: refused([acme], choosesLarge, { catalogue: 'segment', value: 'large' }),
  ClassifierValueTaken: refused([value('segment', 'large')], value('segment', 'LARGE'), {
    catalogue: 'segment',
    value: 'large',
  }),
  ClassifierValueRetiredError: refused([acme, value('segment', 'large'), retiredLarge], choosesLarge, {
    catalogue: 'segment',
    value: 'large',
  }),
  PropertyNumberTaken: refused([noLetters], ['AddContactProperty', { number: 7, name: 'No calls' }], { number: 7 }),
  PropertyInUse: refused(
    [noLetters, sets('NO_EMAIL', 7)],
    ['RetireClassifierValue', { catalogue: 'contactProperty', value: 7 }],
    { number: 7, setting: 'NO_EMAIL' },
  ),
  UnknownProperty: refused([pekka], ['AssignContactProperty', pekkaNoLetters], { number: 7 }),
  PropertyNotAssigned: refused([noLetters, pekka], ['RemoveContactProperty', pekkaNoLetters], { property: '7' }),
  UnknownTrackingDimension: refused([], value('trackingItem:shoeSize', '42'), { dimension: 'shoeSize' }),
  UnknownContactGroup: refused([noLetters], attaches, { contactGroupId: 'bans' }),
  UnknownSetting: refused([], sets('STARTDATE', 1), { key: 'STARTDATE' }),
  InvalidSettingValue: refused([], sets('STARTDATE_INVOICE', 3), {
    key: 'STARTDATE_INVOICE',
    allowed: [1, 2],
    expected: '1 (on) or 2 (off)',
  }),
  PropertyAlreadyBound: refused([noLetters, sets('NO_EMAIL', 7)], sets('NO_SMS', 7), {
    setting: 'NO_EMAIL',
    number: 7,
  }),
  RebindingLiftsBans: refused(
    [pekka, noLetters, ['AssignContactProperty', { personId: 'pekka', propertyNo: 7 }], sets('NO_EMAIL', 7)],
    sets('NO_EMAIL', null),
    { key: 'NO_EMAIL', number: 7, personIds: ['pekka'] },
  ),
  PolicyConflictsWithState: refused([gold, bakeries], policy('groupHierarchy', 'flat'), {
    key: 'groupHierarchy',
    customerIds: [],
    groupIds: ['bakeries'],
  }),
  AlreadyInitialised: refused([['InitialiseTenant', { preset: 'uku' }]], ['InitialiseTenant', { preset: 'uku' }], {}),
} satisfies Partial<Refusals>

const note: Asked = ['WriteNote', { activityId: 'n1', links: { customerId: 'acme' }, text: 'Called' }]
const linking: Asked = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const columns = (...shownColumns: readonly string[]): Asked => [
  'SaveListPreferences',
  { list: 'customerList', shownColumns },
]
const saves = (reportId: string, filters: object = {}): Asked => [
  'SaveReport',
  { reportId, name: 'Lost', scope: 'office', filters },
]

/** Why a command about an activity, a list or a report is refused. */
export const officeRefusals = {
  ActivityNotFound: refused([], ['DeleteNote', { activityId: 'n1' }], { activityId: 'n1' }),
  ActivityAlreadyRegistered: refused([acme, note], note, { activityId: 'n1' }),
  EmailAddressNotOnCard: refused(
    [anna, linking],
    ['RegisterEmail', { mailboxId: 'anna@own.fi', direction: 'received', from: 'nobody@acme.fi' }],
    { direction: 'received' },
  ),
  UnknownColumn: refused([], columns('name', 'shoeSize'), { column: 'shoeSize' }),
  UnknownFilter: refused([], ['SaveListPreferences', { list: 'customerList', shownFilters: ['shoeSize'] }], {
    filter: 'shoeSize',
  }),
  NoColumnsSelected: refused([], columns(), {}),
  ReportNotFound: refused([], ['DeleteReport', { reportId: 'r1' }], { reportId: 'r1' }),
  ReportNameTaken: refused([saves('r1')], saves('r2'), { reportId: 'r1', name: 'Lost' }),
  NotReportOwner: refused(
    [bertil, saves('r1')],
    ['DeleteReport', { reportId: 'r1' }],
    { reportId: 'r1', by: 'bertil' },
    'bertil',
  ),
  InvalidPeriod: refused([], saves('r1', { period: { from: '2024-02-01', to: '2024-01-01' } }), {
    from: '2024-02-01',
    to: '2024-01-01',
  }),
} satisfies Partial<Refusals>
