import type {
  ClassifierEvent,
  CustomerGroupEvent,
  CustomerNumberEvent,
  RoleEvent,
  SettingsEvent,
  SpecialGroupEvent,
} from '@clientele/domain'
import type { GroupRow } from '../../register/rows.js'
import { keyOf } from '../../register/tables.js'
import { change, type FieldChange, type Happening, type HistoryKind, type Line, type Lines } from '../line.js'
import { customerName, employeeName, groupName, roleName, specialGroupName } from '../names.js'

const about =
  (kind: HistoryKind) =>
  (id: string | number, ...changes: readonly FieldChange[]): Line => ({ changes, subject: { kind, id: String(id) } })

const group = about('customerGroup')

const before = ({ register }: Happening, groupId: string): GroupRow | undefined => register.tables.groups.get(groupId)

/** What the events of the catalogue of customer groups say to a reader. */
export const customerGroupLines: Lines<CustomerGroupEvent> = {
  CustomerGroupCreated: ({ groupId, name }) => group(groupId, change('name', null, name)),
  CustomerGroupRenamed: ({ groupId, from, to }) => group(groupId, change('name', from, to)),
  CustomerGroupMoved: ({ groupId, from, to }, { register }) =>
    group(groupId, change('parent', groupName(register, from), groupName(register, to))),
  GroupNumberingStartSet: ({ groupId, start }, happening) =>
    group(groupId, change('numberingStart', before(happening, groupId)?.numberingStart, start)),
  GroupLedgerAccountSet: ({ groupId, account }, happening) =>
    group(groupId, change('ledgerAccount', before(happening, groupId)?.ledgerAccount, account)),
  GroupCostObjectsSet: ({ groupId, costObjects }, happening) =>
    group(groupId, change('costObjects', before(happening, groupId)?.costObjects, costObjects)),
  GroupVisibilityGranted: ({ groupId, employeeId }, { register }) =>
    group(groupId, change('salesperson', null, employeeName(register, employeeId))),
  GroupVisibilityRevoked: ({ groupId, employeeId }, { register }) =>
    group(groupId, change('salesperson', employeeName(register, employeeId), null)),
  CustomerGroupDeleted: ({ groupId }, { register }) =>
    group(groupId, change('name', groupName(register, groupId), null)),
  CustomerGroupArchived: ({ groupId }) => group(groupId, change('archived', false, true)),
  CustomerGroupRestored: ({ groupId }) => group(groupId, change('archived', true, false)),
}

const special = about('specialGroup')

/** What the events of the catalogue of special groups say to a reader. */
export const specialGroupLines: Lines<SpecialGroupEvent> = {
  SpecialGroupCreated: ({ specialGroupId, name }) => special(specialGroupId, change('name', null, name)),
  SpecialGroupRenamed: ({ specialGroupId, from, to }) => special(specialGroupId, change('name', from, to)),
  SpecialGroupDescribed: ({ specialGroupId, to }, { register }) =>
    special(specialGroupId, change('legend', register.tables.specialGroups.get(specialGroupId)?.legend, to)),
  SpecialGroupDeleted: ({ specialGroupId }, { register }) =>
    special(specialGroupId, change('name', specialGroupName(register, specialGroupId), null)),
}

const number = about('customerNumber')

/** What the events of the number register say to a reader. */
export const customerNumberLines: Lines<CustomerNumberEvent> = {
  CustomerNumberReserved: (data, { register }) =>
    number(data.number, change('customer', null, customerName(register, data.customerId))),
  CustomerNumberReleased: (data, { register }) =>
    number(data.number, change('customer', customerName(register, data.customerId), null)),
  NumberSeriesDefined: ({ seriesId, start, end }) => number(seriesId, change('series', null, `${start}–${end ?? ''}`)),
}

const role = about('role')

/** What the events of the catalogue of roles say to a reader. */
export const roleLines: Lines<RoleEvent> = {
  RoleDefined: ({ roleId, name }) => role(roleId, change('name', null, name)),
  RoleRetired: ({ roleId }, { register }) => role(roleId, change('name', roleName(register, roleId), null)),
}

const classifier = about('classifier')

/** What the events of the classifiers say to a reader. */
export const classifierLines: Lines<ClassifierEvent> = {
  ClassifierValueAdded: ({ catalogue, value, name }) => classifier(value, change(catalogue, null, name ?? value)),
  ClassifierValueRenamed: ({ catalogue, value, to }, { register }) =>
    classifier(value, change(catalogue, register.tables.classifierValues.get(keyOf(catalogue, value))?.name, to)),
  ClassifierValueRetired: ({ catalogue, value }) => classifier(value, change(catalogue, value, null)),
  ContactPropertyAdded: (data) => classifier(data.number, change('contactProperty', null, data.name)),
  ContactGroupAdded: ({ contactGroupId, name }) => classifier(contactGroupId, change('contactGroup', null, name)),
  PropertyAttachedToContactGroup: (data, { register }) =>
    classifier(
      data.number,
      change('contactGroup', null, register.tables.contactGroups.get(data.contactGroupId)?.name ?? data.contactGroupId),
    ),
}

const setting = about('settings')

/** What the settings events say to a reader. */
export const settingsLines: Lines<SettingsEvent> = {
  SettingChanged: ({ key, from, to }) => setting('settings', change(key, from, to)),
  PolicyChanged: ({ key, from, to }) => setting('settings', change(key, from, to)),
}
