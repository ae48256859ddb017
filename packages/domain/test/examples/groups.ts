import { acme, anna, type NamedCommand, policy } from '../given.js'
import { acmeInGold, bakeries, gold, sven, vip } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const archivedGold: NamedCommand = ['ArchiveCustomerGroup', { groupId: 'gold' }]
const svenSeesGold: NamedCommand = ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'sven' }]
const number42: NamedCommand = ['ReserveCustomerNumber', { number: 42, customerId: 'acme' }]
const creates = (groupId: string, name: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]
const deletesGold: NamedCommand = ['DeleteCustomerGroup', { groupId: 'gold' }]
const reserves = (number: number, customerId = 'acme'): NamedCommand => [
  'ReserveCustomerNumber',
  { number, customerId },
]
const series = (seriesId: string, start: number, end: number | null = null): NamedCommand => [
  'DefineNumberSeries',
  { seriesId, start, end },
]

/** Customer groups, special groups and customer numbers. */
export const groupExamples = {
  CreateCustomerGroup: accepted([gold], { groupId: 'bakeries', name: ' Bakeries ', parentId: 'gold' }, [
    'CustomerGroupCreated',
    { groupId: 'bakeries', name: 'Bakeries', parentId: 'gold' },
  ]),
  RenameCustomerGroup: accepted([gold], { groupId: 'gold', name: 'Golden' }, [
    'CustomerGroupRenamed',
    { groupId: 'gold', from: 'Gold', to: 'Golden' },
  ]),
  MoveCustomerGroup: accepted([gold, bakeries], { groupId: 'bakeries', newParentId: null }, [
    'CustomerGroupMoved',
    { groupId: 'bakeries', from: 'gold', to: null },
  ]),
  SetGroupNumberingStart: accepted([gold], { groupId: 'gold', start: 1000 }, [
    'GroupNumberingStartSet',
    { groupId: 'gold', start: 1000, previous: null },
  ]),
  SetGroupLedgerAccount: accepted([gold], { groupId: 'gold', account: '3000' }, [
    'GroupLedgerAccountSet',
    { groupId: 'gold', account: '3000', previous: null },
  ]),
  SetGroupCostObjects: accepted([gold], { groupId: 'gold', costObjects: [{ dimension: 'department', value: '10' }] }, [
    'GroupCostObjectsSet',
    { groupId: 'gold', costObjects: [{ dimension: 'department', value: '10' }], previous: [] },
  ]),
  GrantGroupVisibility: accepted([gold, sven], { groupId: 'gold', employeeId: 'sven' }, [
    'GroupVisibilityGranted',
    { groupId: 'gold', employeeId: 'sven' },
  ]),
  RevokeGroupVisibility: accepted([gold, sven, svenSeesGold], { groupId: 'gold', employeeId: 'sven' }, [
    'GroupVisibilityRevoked',
    { groupId: 'gold', employeeId: 'sven' },
  ]),
  SaveCustomerGroup: accepted(
    [gold, sven, acme],
    {
      groupId: 'gold',
      name: 'Golden',
      numberingStart: 1000,
      ledgerAccount: '3000',
      salespersonIds: ['sven'],
      customerIds: ['acme'],
    },
    ['CustomerGroupRenamed', { groupId: 'gold', from: 'Gold', to: 'Golden' }],
    ['GroupNumberingStartSet', { groupId: 'gold', start: 1000, previous: null }],
    ['GroupLedgerAccountSet', { groupId: 'gold', account: '3000', previous: null }],
    ['GroupVisibilityGranted', { groupId: 'gold', employeeId: 'sven' }],
    ['CustomerMovedToGroup', { from: null, to: 'gold' }],
  ),
  DeleteCustomerGroup: accepted(
    [gold, acme, acmeInGold],
    { groupId: 'gold' },
    ['CustomerGroupDeleted', { groupId: 'gold', name: 'Gold' }],
    ['CustomerMovedToGroup', { from: 'gold', to: null, reason: 'groupDeleted' }],
  ),
  ArchiveCustomerGroup: accepted([gold], { groupId: 'gold' }, ['CustomerGroupArchived', { groupId: 'gold' }]),
  RestoreCustomerGroup: accepted([gold, archivedGold], { groupId: 'gold' }, [
    'CustomerGroupRestored',
    { groupId: 'gold' },
  ]),
  CreateSpecialGroup: accepted([], { specialGroupId: 'vip', name: ' VIP ', legend: 'Invited' }, [
    'SpecialGroupCreated',
    { specialGroupId: 'vip', name: 'VIP', legend: 'Invited' },
  ]),
  RenameSpecialGroup: accepted([vip], { specialGroupId: 'vip', name: 'Guests' }, [
    'SpecialGroupRenamed',
    { specialGroupId: 'vip', from: 'VIP', to: 'Guests' },
  ]),
  DescribeSpecialGroup: accepted([vip], { specialGroupId: 'vip', legend: 'Invited' }, [
    'SpecialGroupDescribed',
    { specialGroupId: 'vip', from: null, to: 'Invited' },
  ]),
  DeleteSpecialGroup: accepted([vip], { specialGroupId: 'vip' }, [
    'SpecialGroupDeleted',
    { specialGroupId: 'vip', name: 'VIP' },
  ]),
  ReserveCustomerNumber: accepted([], { number: 42, customerId: 'acme' }, [
    'CustomerNumberReserved',
    { number: 42, customerId: 'acme' },
  ]),
  ReleaseCustomerNumber: accepted([number42], { number: 42 }, [
    'CustomerNumberReleased',
    { number: 42, customerId: 'acme' },
  ]),
  DefineNumberSeries: accepted(
    [policy('numberSeriesBy', 'kind')],
    { seriesId: 's1', kind: 'retail', start: 100, end: 199 },
    ['NumberSeriesDefined', { seriesId: 's1', kind: 'retail', start: 100, end: 199 }],
  ),
} satisfies Partial<Examples>

/** Rejections of these commands. */
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
