import {
  type CalendarDate,
  type Channel,
  type CustomerKind,
  covers,
  idOfStream,
  type LegalEntity,
  type PersonalAccount,
  roleOn,
  type SelfIssued,
} from '@clientele/domain'
import { byName } from '../../data-structures/collation.js'
import { classifierName, valueName } from '../../history/names.js'
import { localeOf } from '../../messages/locale.js'
import { peopleOf } from '../../query/contact-facts.js'
import { dayOfQuery, type QueryContext } from '../../query/context.js'
import { deepCopy } from '../../query/deep-copy.js'
import { bansOf, consentsOf } from '../../query/filters/permissions.js'
import { fullNameOf } from '../../query/full-name.js'
import { groupsOf, specialGroupExists } from '../../query/groups/memberships.js'
import { lastDayOf } from '../../query/intervals.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import { absorbedBy } from '../../register/survivors.js'
import type { CustomerRow } from '../../tables/rows.js'
import { billingOf, type PortalUser, portalUsers } from './billing.js'
import { type CustomerOwner, ownerOf } from './owners.js'
import { propertiesNamed, trackingItemsNamed } from './traits.js'

type Named = { readonly id: string; readonly name: string }

/** A document in the order of recording. */
export type CardDocument = {
  readonly documentId: string
  readonly kind: 'invoice' | 'salesOrder'
  readonly date: CalendarDate
  readonly voided: boolean
}

/** A responsibility on the card; `lastDay` is inclusive, `inForce` applies to the day asked for. */
export type CardResponsible = {
  readonly assignmentId: string
  readonly employeeId: string
  readonly name: string
  readonly roleId: string | null
  /** The name of the role. */
  readonly role: string | null
  readonly from: CalendarDate | null
  readonly lastDay: CalendarDate | null
  readonly inForce: boolean
}

/** All current facts of a customer. */
export type CustomerCard = {
  readonly customerId: string
  readonly kind: CustomerKind
  readonly name: string
  readonly number: number | null
  readonly personId: string | null
  readonly details: { readonly [field: string]: string | null }
  /** The first of `groups`; the only one unless several are allowed. */
  readonly group: Named | null
  readonly groups: readonly Named[]
  readonly specialGroups: readonly Named[]
  /** The names of catalogue values, each followed by its id. */
  readonly segment: string | null
  readonly segmentId: string | null
  readonly status: string | null
  readonly statusId: string | null
  readonly attractionChannel: string | null
  readonly attractionChannelId: string | null
  readonly customerKind: string | null
  readonly customerKindId: string | null
  readonly owner: CustomerOwner | null
  readonly private: boolean
  readonly archived: boolean
  readonly mergedInto: string | null
  readonly startDate: CalendarDate | null
  readonly startDateSource: string | null
  readonly startDocumentId: string | null
  /** The names of the values by dimension, and their ids. */
  readonly trackingItems: { readonly [dimension: string]: string }
  readonly trackingItemIds: { readonly [dimension: string]: string }
  /** The names of the properties in the order of assignment, and their ids. */
  readonly properties: readonly string[]
  readonly propertyIds: readonly string[]
  /** The channels the customer consents to on the day. */
  readonly consents: readonly Channel[]
  /** The channels banned for it on the day by its people, as far as the viewer may see them. */
  readonly bans: readonly Channel[]
  /** Customers merged into this one, recursively; their data is included. */
  readonly absorbed: readonly Named[]
  /** The employees with the roles `responsibleManager` and `serviceManager` on the day. */
  readonly responsibleManager: Named | null
  readonly serviceManager: Named | null
  readonly responsibles: readonly CardResponsible[]
  readonly contacts: readonly Named[]
  readonly projects: readonly Named[]
  readonly documents: readonly CardDocument[]
  readonly invoiceTypes: readonly (SelfIssued & { readonly name: string })[]
  readonly legalEntities: readonly LegalEntity[]
  readonly accounts: readonly PersonalAccount[]
  readonly portalUsers: readonly PortalUser[]
}

export type CustomerCardParams = QueryContext & { readonly customerId: string }

const responsiblesOf = ({ tables }: Register, customerId: string, asOf: CalendarDate): readonly CardResponsible[] =>
  [...tables.assignments.rowsWhere('subject', `customer-${customerId}`)].map((assignment) => {
    const roleId = roleOn(assignment, asOf)
    return {
      assignmentId: assignment.assignmentId,
      employeeId: assignment.employeeId,
      name: tables.employees.get(assignment.employeeId)?.name ?? assignment.employeeId,
      roleId,
      role: roleId === null ? null : (tables.roles.get(roleId)?.name ?? roleId),
      from: assignment.from,
      lastDay: lastDayOf(assignment.until),
      inForce: covers(assignment, asOf),
    }
  })

const holderOf = (responsibles: readonly CardResponsible[], role: string): Named | null => {
  const holder = responsibles.find(({ roleId, inForce }) => roleId === role && inForce)
  return holder === undefined ? null : { id: holder.employeeId, name: holder.name }
}

const contactsOf = (register: Register, customer: CustomerRow, params: QueryContext): readonly Named[] =>
  peopleOf(seenPersons(register, params), customer).map((person) => ({
    id: person.personId,
    name: fullNameOf(person, params.locale),
  }))

const absorbedNamed = (register: Register, customerId: string, params: QueryContext): readonly Named[] =>
  Array.from(absorbedBy(register.tables, `customer-${customerId}`), idOfStream)
    .filter(visibleCustomers(register, params))
    .flatMap((id) => register.tables.customers.get(id) ?? [])
    .map((row) => ({ id: row.customerId, name: row.name }))

const documentsOf = ({ tables }: Register, customerId: string): readonly CardDocument[] =>
  [...tables.documents.rowsWhere('customerId', customerId)].map(({ documentId, kind, date, voided }) => ({
    documentId,
    kind,
    date,
    voided,
  }))

const groupsNamed = (register: Register, customer: CustomerRow): readonly Named[] =>
  groupsOf(register, customer).map((id) => ({
    id,
    name: register.tables.groups.get(id)?.name ?? id,
  }))

const specialGroupsNamed = (register: Register, { specialGroupIds }: CustomerRow): readonly Named[] =>
  specialGroupIds
    .filter((id) => specialGroupExists(register, id))
    .map((id) => ({ id, name: register.tables.specialGroups.get(id)?.name ?? id }))

type Billed = 'invoiceTypes' | 'legalEntities' | 'accounts' | 'portalUsers'

const billingData = (register: Register, params: CustomerCardParams): Pick<CustomerCard, Billed> => {
  const { invoiceTypes, legalEntities, accounts } = billingOf(register, params.customerId)
  const named = invoiceTypes.map((one) => ({
    ...one,
    name: classifierName(register, 'invoiceType', one.invoiceTypeId),
  }))
  return deepCopy({ invoiceTypes: named, legalEntities, accounts, portalUsers: portalUsers(register, params) })
}

const factsOf = (row: CustomerRow) => ({
  customerId: row.customerId,
  kind: row.kind,
  name: row.name,
  number: row.number,
  personId: row.personId,
  details: { ...row.details },
  private: row.private,
  archived: row.archived,
  mergedInto: row.mergedInto,
  startDate: row.startDate,
  startDateSource: row.startSource,
  startDocumentId: row.startDocumentId,
})

const classesOf = (register: Register, row: CustomerRow) => ({
  segment: valueName(register, 'segment', row.segment),
  segmentId: row.segment,
  status: valueName(register, 'status', row.status),
  statusId: row.status,
  attractionChannel: valueName(register, 'attractionChannel', row.attractionChannel),
  attractionChannelId: row.attractionChannel,
  customerKind: valueName(register, 'customerKind', row.customerKind),
  customerKindId: row.customerKind,
})

const traitsOf = (register: Register, row: CustomerRow, params: QueryContext) => {
  const day = dayOfQuery(register, params)
  const tracked = trackingItemsNamed(register, row.customerId)
  const properties = propertiesNamed(register, row.customerId)
  return {
    trackingItems: Object.fromEntries(tracked.map(({ dimension, name }) => [dimension, name])),
    trackingItemIds: Object.fromEntries(tracked.map(({ dimension, value }) => [dimension, value])),
    properties: properties.map(({ name }) => name),
    propertyIds: properties.map(({ id }) => id),
    consents: consentsOf(register, row, day),
    bans: bansOf(register, row, day, params),
  }
}

/** The current data of a customer; `null` if it is unknown or not visible. */
export const customerCard = (register: Register, params: CustomerCardParams): CustomerCard | null => {
  const { tables } = register
  const row = tables.customers.get(params.customerId)
  if (row === undefined || !visibleCustomers(register, params)(params.customerId)) return null
  const compare = byName(localeOf(params.locale))
  const groups = groupsNamed(register, row)
  const projects = [...tables.projects.rowsWhere('customerId', row.customerId)]
  const responsibles = responsiblesOf(register, row.customerId, dayOfQuery(register, params))
  return {
    ...factsOf(row),
    group: groups[0] ?? null,
    groups,
    specialGroups: [...specialGroupsNamed(register, row)].sort(compare),
    owner: row.ownerId === null ? null : ownerOf(register, row.ownerId, params),
    ...classesOf(register, row),
    ...traitsOf(register, row, params),
    absorbed: [...absorbedNamed(register, row.customerId, params)].sort(compare),
    responsibleManager: holderOf(responsibles, 'responsibleManager'),
    serviceManager: holderOf(responsibles, 'serviceManager'),
    responsibles,
    contacts: [...contactsOf(register, row, params)].sort(compare),
    projects: projects.map(({ projectId, name }) => ({ id: projectId, name })).sort(compare),
    documents: documentsOf(register, row.customerId),
    ...billingData(register, params),
  }
}
