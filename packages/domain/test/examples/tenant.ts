import { acme, anna, type NamedCommand, pekka, policy } from '../given.js'
import { bakeries, gold, seller, value } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const noLetters: NamedCommand = ['AddContactProperty', { number: 7, name: 'No letters' }]
const bans: NamedCommand = ['AddContactGroup', { contactGroupId: 'bans', name: 'Bans' }]
const report: NamedCommand = [
  'SaveReport',
  { reportId: 'r1', name: 'Lost', scope: 'own', filters: { groupIds: ['gold'] } },
]
const sets = (key: string, number: unknown): NamedCommand => ['ChangeSetting', { key, value: number }]
const assigns = (roleId: string): NamedCommand => [
  'AssignResponsible',
  { customerId: 'acme', employeeId: 'anna', roleId },
]
const pekkaNoLetters = { personId: 'pekka', propertyNo: 7 }
const choosesLarge: NamedCommand = ['ChangeCustomerSegment', { customerId: 'acme', value: 'large' }]
const retiredLarge: NamedCommand = ['RetireClassifierValue', { catalogue: 'segment', value: 'large' }]
const projectRole: NamedCommand = ['DefineRole', { roleId: 'manager', name: 'Manager', kind: 'project' }]
const attaches: NamedCommand = ['AttachPropertyToContactGroup', { number: 7, contactGroupId: 'bans' }]

/** Catalogues, settings, lists and reports. */
export const tenantExamples = {
  AddClassifierValue: accepted([], { catalogue: 'segment', value: 'large', name: 'Large companies' }, [
    'ClassifierValueAdded',
    { catalogue: 'segment', value: 'large', name: 'Large companies' },
  ]),
  RenameClassifierValue: accepted(
    [value('segment', 'large')],
    { catalogue: 'segment', value: 'large', name: 'Large companies' },
    ['ClassifierValueRenamed', { catalogue: 'segment', value: 'large', from: null, to: 'Large companies' }],
  ),
  RetireClassifierValue: accepted([value('segment', 'large')], { catalogue: 'segment', value: 'large' }, [
    'ClassifierValueRetired',
    { catalogue: 'segment', value: 'large' },
  ]),
  AddContactProperty: accepted([bans], { number: 7, name: 'No letters', contactGroupId: 'bans' }, [
    'ContactPropertyAdded',
    { number: 7, name: 'No letters', contactGroupId: 'bans' },
  ]),
  AddContactGroup: accepted([], { contactGroupId: 'bans' }, [
    'ContactGroupAdded',
    { contactGroupId: 'bans', name: 'bans' },
  ]),
  AttachPropertyToContactGroup: accepted([noLetters, bans], { number: 7, contactGroupId: 'bans' }, [
    'PropertyAttachedToContactGroup',
    { number: 7, contactGroupId: 'bans' },
  ]),
  ChangeSetting: accepted([noLetters], { key: 'NO_EMAIL', value: 7 }, [
    'SettingChanged',
    { key: 'NO_EMAIL', from: null, to: 7 },
  ]),
  ChangePolicy: accepted([], { key: 'maxGroupDepth', value: 3 }, [
    'PolicyChanged',
    { key: 'maxGroupDepth', from: 10, to: 3 },
  ]),
  InitialiseTenant: accepted(
    [],
    { preset: 'lemonsoft' },
    ['PolicyChanged', { key: 'numberSeriesBy', from: 'group', to: 'kind' }],
    ['PolicyChanged', { key: 'requireBanBinding', from: false, to: true }],
    ['SettingChanged', { key: 'STARTDATE_INVOICE', from: 1, to: 2 }],
  ),
  SaveListPreferences: accepted(
    [],
    { list: 'customerList', shownColumns: ['number', 'name'], shownFilters: ['search'] },
    ['ListPreferencesSaved', { list: 'customerList', shownColumns: ['number', 'name'], shownFilters: ['search'] }],
  ),
  SaveReport: accepted(
    [],
    {
      name: ' Lost ',
      scope: 'office',
      filters: { groupIds: ['gold'], period: { from: '2024-01-01' } },
      columns: ['name', 'name'],
    },
    [
      'ReportSaved',
      {
        reportId: 'command0',
        scope: 'office',
        ownerId: 'host',
        name: 'Lost',
        filters: { groupIds: ['gold'], period: { from: '2024-01-01' } },
        columns: ['name'],
      },
    ],
  ),
  ShareReportWithOffice: accepted([report], { reportId: 'r1' }, ['ReportShared', { reportId: 'r1' }]),
  DeleteReport: accepted([report], { reportId: 'r1' }, ['ReportDeleted', { reportId: 'r1' }]),
} satisfies Partial<Examples>

/** Rejections of these commands. */
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
