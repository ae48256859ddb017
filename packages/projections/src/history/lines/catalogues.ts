import type {
  ClassifierEvent,
  CustomerGroupEvent,
  CustomerNumberEvent,
  RoleEvent,
  SettingsEvent,
  SpecialGroupEvent,
} from '@clientele/domain'
import type { GroupRow, SeriesRow } from '../../tables/rows.js'
import {
  change,
  flagChange,
  type HistoryContext,
  type HistoryKind,
  type Line,
  type Lines,
  onlyChanged,
  type RecordedChange,
} from '../line.js'
import {
  classifierName,
  contactGroupName,
  customerName,
  employeeName,
  groupName,
  roleName,
  specialGroupName,
  valueName,
} from '../names.js'
import { classifierSubject, seriesSubject } from '../subject-keys.js'
import { choice, word } from '../word.js'

const about =
  (kind: HistoryKind) =>
  (id: string | number, ...changes: readonly RecordedChange[]): Line => ({ changes, subject: { kind, id: String(id) } })

const group: ReturnType<typeof about> = about('customerGroup')

const before = ({ register }: HistoryContext, groupId: string): GroupRow | undefined =>
  register.tables.groups.get(groupId)

type CostObjects = readonly { readonly dimension: string; readonly value: string }[]

const costObjectsIn = (costObjects: CostObjects | undefined): readonly string[] | null =>
  costObjects === undefined || costObjects.length === 0
    ? null
    : costObjects.map(({ dimension, value }) => `${dimension}: ${value}`)

/** The lines of customer-group events. */
export const customerGroupLines: Lines<CustomerGroupEvent> = {
  CustomerGroupCreated: ({ groupId, name, parentId, predefined }, { register }) =>
    group(
      groupId,
      ...onlyChanged(
        change('name', null, name),
        change('parent', null, groupName(register, parentId)),
        flagChange('predefined', predefined),
      ),
    ),
  CustomerGroupRenamed: ({ groupId, from, to }) => group(groupId, change('name', from, to)),
  CustomerGroupMoved: ({ groupId, from, to }, { register }) =>
    group(groupId, change('parent', groupName(register, from), groupName(register, to))),
  GroupNumberingStartSet: ({ groupId, start, previous }, context) =>
    group(
      groupId,
      change('numberingStart', previous === undefined ? before(context, groupId)?.numberingStart : previous, start),
    ),
  GroupLedgerAccountSet: ({ groupId, account, previous }, context) =>
    group(
      groupId,
      change('ledgerAccount', previous === undefined ? before(context, groupId)?.ledgerAccount : previous, account),
    ),
  GroupCostObjectsSet: ({ groupId, costObjects, previous }, context) =>
    group(
      groupId,
      change(
        'costObjects',
        costObjectsIn(previous ?? before(context, groupId)?.costObjects),
        costObjectsIn(costObjects),
      ),
    ),
  GroupVisibilityGranted: ({ groupId, employeeId }, { register }) =>
    group(groupId, change('salesperson', null, employeeName(register, employeeId))),
  GroupVisibilityRevoked: ({ groupId, employeeId }, { register }) =>
    group(groupId, change('salesperson', employeeName(register, employeeId), null)),
  CustomerGroupDeleted: ({ groupId, name }, { register }) =>
    group(groupId, change('name', name ?? groupName(register, groupId), null)),
  CustomerGroupArchived: ({ groupId }) => group(groupId, change('archived', false, true)),
  CustomerGroupRestored: ({ groupId }) => group(groupId, change('archived', true, false)),
}

const special: ReturnType<typeof about> = about('specialGroup')

/** The lines of special-group events. */
export const specialGroupLines: Lines<SpecialGroupEvent> = {
  SpecialGroupCreated: ({ specialGroupId, name, legend }) =>
    special(specialGroupId, ...onlyChanged(change('name', null, name), change('legend', null, legend))),
  SpecialGroupRenamed: ({ specialGroupId, from, to }) => special(specialGroupId, change('name', from, to)),
  SpecialGroupDescribed: ({ specialGroupId, from, to }, { register }) =>
    special(
      specialGroupId,
      change('legend', from === undefined ? register.tables.specialGroups.get(specialGroupId)?.legend : from, to),
    ),
  SpecialGroupDeleted: ({ specialGroupId, name }, { register }) =>
    special(specialGroupId, change('name', name ?? specialGroupName(register, specialGroupId), null)),
}

const number: ReturnType<typeof about> = about('customerNumber')

const seriesText = (series: Pick<SeriesRow, 'start' | 'end'> | undefined): string | null =>
  series === undefined ? null : `${series.start}–${series.end ?? ''}`

/** The lines of customer-number events, hidden from viewers who may not see the customer. */
export const customerNumberLines: Lines<CustomerNumberEvent> = {
  CustomerNumberReserved: (data, { register }) => ({
    ...number(data.number, change('customer', null, customerName(register, data.customerId))),
    customerId: data.customerId,
  }),
  CustomerNumberReleased: (data, { register }) => {
    const customerId = data.customerId ?? register.tables.numbers.get(String(data.number))?.customerId
    return { ...number(data.number, change('customer', customerName(register, customerId), null)), customerId }
  },
  NumberSeriesDefined: ({ seriesId, kind, start, end }, { register }) => {
    const before = register.tables.series.get(seriesId)
    const kindName = (one: string | null | undefined) => valueName(register, 'customerKind', one)
    return {
      changes: onlyChanged(
        change('series', seriesText(before), seriesText({ start, end })),
        change('seriesKind', kindName(before?.kind), kindName(kind)),
      ),
      subject: seriesSubject(seriesId),
    }
  },
}

const role: ReturnType<typeof about> = about('role')

/** The lines of role events; a role may be redefined. */
export const roleLines: Lines<RoleEvent> = {
  RoleDefined: ({ roleId, name, kind, cardinality, required }, { register }) => {
    const old = register.tables.roles.get(roleId)
    const changes = onlyChanged(
      change('name', old?.name, name),
      change('roleKind', old && word(`${old.kind}Role`), word(`${kind}Role`)),
      change('cardinality', choice(old?.cardinality), choice(cardinality ?? old?.cardinality)),
      change('required', old?.required === true ? true : null, (required ?? old?.required) ? true : null),
    )
    return { ...role(roleId, ...changes), topic: old?.name === name ? name : null }
  },
  RoleRetired: ({ roleId }, { register }) => role(roleId, change('name', roleName(register, roleId), null)),
}

const classifier = (
  catalogue: string,
  value: string | number,
  ...changes: readonly RecordedChange[]
): Line & { readonly changes: readonly RecordedChange[] } => ({ changes, subject: classifierSubject(catalogue, value) })

const contactProperty: string = 'contactProperty'
const contactGroup: string = 'contactGroup'

/** A line of a contact property that is also a line of its contact group. */
const withGroup = (line: Line, contactGroupId: string | null | undefined): Line =>
  contactGroupId == null ? line : { ...line, also: [classifierSubject(contactGroup, contactGroupId)] }

/** The lines of classifier events. */
export const classifierLines: Lines<ClassifierEvent> = {
  ClassifierValueAdded: ({ catalogue, value, name }) =>
    classifier(catalogue, value, change(catalogue, null, name ?? value)),
  ClassifierValueRenamed: ({ catalogue, value, from, to }, { register }) =>
    classifier(catalogue, value, change(catalogue, from ?? classifierName(register, catalogue, value), to)),
  ClassifierValueRetired: ({ catalogue, value }, { register }) =>
    classifier(catalogue, value, change(catalogue, classifierName(register, catalogue, value), null)),
  ContactPropertyAdded: (data, { register }) =>
    withGroup(
      classifier(
        contactProperty,
        data.number,
        ...onlyChanged(
          change(contactProperty, null, data.name),
          change(contactGroup, null, contactGroupName(register, data.contactGroupId)),
        ),
      ),
      data.contactGroupId,
    ),
  ContactGroupAdded: ({ contactGroupId, name }) =>
    classifier(contactGroup, contactGroupId, change(contactGroup, null, name)),
  PropertyAttachedToContactGroup: (data, { register }) => {
    const property = register.tables.contactProperties.get(String(data.number))
    const [old, after] = [property?.contactGroupId, data.contactGroupId].map((id) => contactGroupName(register, id))
    return {
      ...withGroup(classifier(contactProperty, data.number, change(contactGroup, old, after)), data.contactGroupId),
      topic: property?.name,
    }
  },
}

const setting: ReturnType<typeof about> = about('settings')

/** The lines of settings events. */
export const settingsLines: Lines<SettingsEvent> = {
  SettingChanged: ({ key, from, to }) => setting('settings', change(key, from, to)),
  PolicyChanged: ({ key, from, to }) => setting('settings', change(key, from, to)),
}
