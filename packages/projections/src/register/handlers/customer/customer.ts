import { type CustomerEvent, groupsAfterMove } from '@clientele/domain'
import type { CustomerRow } from '../../../tables/rows.js'
import { keyOf } from '../../../tables/tables.js'
import { patchCustomer, putCustomer } from '../../erasure.js'
import { join, lastChangeOf, latestOf, leave } from '../../membership-log.js'
import { absorbCustomer } from '../../merges.js'
import { type EventSource, type Handlers, type RegisterWriter, timeOf } from '../handler.js'
import { type ConsentTypes, consentHandlers } from '../marketing.js'
import { type ResponsibilityTypes, responsibilityHandlers } from '../responsibilities.js'
import { type BillingTypes, billingHandlers } from './billing.js'
import { removeCustomer } from './deletion.js'
import { type TraitTypes, traitHandlers } from './traits.js'

type Own = Exclude<CustomerEvent, { readonly type: ResponsibilityTypes | ConsentTypes | BillingTypes | TraitTypes }>

const noIds: readonly string[] = []
const noStatements: CustomerRow['statements'] = []
const noDetails: CustomerRow['details'] = {}

const put = (columns: Partial<CustomerRow>, { tables }: RegisterWriter, { id }: EventSource): void =>
  tables.customers.patch(id, columns)

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((one) => one !== id)

const changeGroups = (
  writer: RegisterWriter,
  source: EventSource,
  change: (before: readonly string[]) => readonly string[],
): void => {
  const { customers, groupMemberships } = writer.tables
  const customer = customers.get(source.id)
  if (customer === undefined) return
  const groupIds = change(customer.groupIds)
  const at = latestOf(timeOf(source), customer.groupsSince)
  for (const groupId of customer.groupIds)
    if (!groupIds.includes(groupId)) leave(groupMemberships, source.id, groupId, at)
  for (const groupId of groupIds)
    if (!customer.groupIds.includes(groupId)) join(groupMemberships, source.id, groupId, at)
  customers.patch(source.id, { groupIds, groupsSince: at })
}

const changeSpecialGroup = (writer: RegisterWriter, source: EventSource, groupId: string, joins: boolean): void => {
  const { customers, specialMemberships } = writer.tables
  const customer = customers.get(source.id)
  if (customer === undefined || customer.specialGroupIds.includes(groupId) === joins) return
  const at = latestOf(timeOf(source), lastChangeOf(specialMemberships, source.id, groupId))
  const move = joins ? join : leave
  move(specialMemberships, source.id, groupId, at)
  const others = without(customer.specialGroupIds, groupId)
  customers.patch(source.id, { specialGroupIds: joins ? [...others, groupId] : others })
}

const record = (
  kind: 'invoice' | 'salesOrder',
  { documentId, date }: { readonly documentId: string; readonly date: string },
  { tables }: RegisterWriter,
  { id }: EventSource,
): void => tables.documents.put({ customerId: id, documentId, kind, date, voided: false })

type Changes = readonly { readonly field: string; readonly new: string | null }[]

const isName = ({ field }: Changes[number]): boolean => field === 'name'

const withChanges = ({ name, details }: CustomerRow, changes: Changes): Pick<CustomerRow, 'name' | 'details'> => {
  const others = changes.filter((change) => !isName(change)).map((change) => [change.field, change.new] as const)
  return { name: changes.findLast(isName)?.new ?? name, details: { ...details, ...Object.fromEntries(others) } }
}

type Details = { readonly [field: string]: string | null | undefined }

const isComplete = (details: Details): details is CustomerRow['details'] => !Object.values(details).includes(undefined)

// Events from a store have no undefined fields.
const withoutUndefined = (details: Details): CustomerRow['details'] =>
  isComplete(details)
    ? { ...details }
    : Object.fromEntries(Object.entries(details).map(([field, value]) => [field, value ?? null]))

const customerHandlers: Handlers<Own> = {
  CustomerRegistered: (data, { tables }, { id }) =>
    putCustomer(tables, {
      customerId: id,
      kind: data.kind,
      name: data.name,
      personId: data.personId ?? null,
      number: null,
      details: data.contactInfo === undefined ? noDetails : withoutUndefined(data.contactInfo),
      segment: data.segment ?? null,
      status: data.status ?? null,
      attractionChannel: data.attractionChannel ?? null,
      customerKind: data.customerKind ?? null,
      ownerId: data.ownerId ?? null,
      private: data.private ?? false,
      archived: false,
      mergedInto: null,
      groupIds: noIds,
      groupsSince: null,
      specialGroupIds: noIds,
      startDate: null,
      startSource: null,
      startDocumentId: null,
      statements: noStatements,
    }),
  CustomerDetailsChanged: ({ changes }, { tables }, { id }) => {
    const customer = tables.customers.get(id)
    if (customer !== undefined) patchCustomer(tables, customer, withChanges(customer, changes))
  },
  CustomerNumberAssigned: ({ number }, writer, source) => put({ number }, writer, source),
  CustomerNumberChanged: ({ to }, writer, source) => put({ number: to }, writer, source),
  CustomerMovedToGroup: (move, writer, source) =>
    changeGroups(writer, source, (before) => groupsAfterMove(before, move)),
  CustomerAddedToGroup: ({ groupId }, writer, source) =>
    changeGroups(writer, source, (before) => [...without(before, groupId), groupId]),
  CustomerRemovedFromGroup: ({ groupId }, writer, source) =>
    changeGroups(writer, source, (before) => without(before, groupId)),
  CustomerAddedToSpecialGroup: ({ specialGroupId }, writer, source) =>
    changeSpecialGroup(writer, source, specialGroupId, true),
  CustomerRemovedFromSpecialGroup: ({ specialGroupId }, writer, source) =>
    changeSpecialGroup(writer, source, specialGroupId, false),
  CustomerSegmentChanged: ({ to }, writer, source) => put({ segment: to }, writer, source),
  CustomerStatusChanged: ({ to }, writer, source) => put({ status: to }, writer, source),
  AttractionChannelChanged: ({ to }, writer, source) => put({ attractionChannel: to }, writer, source),
  CustomerKindSet: ({ to }, writer, source) => put({ customerKind: to }, writer, source),
  InvoiceRecorded: (data, writer, source) => record('invoice', data, writer, source),
  SalesOrderRecorded: (data, writer, source) => record('salesOrder', data, writer, source),
  DocumentVoided: ({ documentId }, { tables }, { id }) =>
    tables.documents.patch(keyOf(id, documentId), { voided: true }),
  CustomerStartDateSet: ({ date, source: startSource, documentId }, writer, source) =>
    put({ startDate: date, startSource, startDocumentId: documentId ?? null }, writer, source),
  CustomerStartDateCleared: (_, writer, source) =>
    put({ startDate: null, startSource: null, startDocumentId: null }, writer, source),
  CustomerOwnerChanged: ({ to }, writer, source) => put({ ownerId: to }, writer, source),
  CustomerMarkedPrivate: (_, writer, source) => put({ private: true }, writer, source),
  CustomerMarkedPublic: (_, writer, source) => put({ private: false }, writer, source),
  CustomerArchived: (_, writer, source) => put({ archived: true }, writer, source),
  CustomerRestored: (_, writer, source) => put({ archived: false }, writer, source),
  CustomerAbsorbed: () => undefined,
  CustomerDeleted: (_, { tables }, { id }) => removeCustomer(tables, id),
  CustomerMergedInto: (merge, writer, source) => {
    if (writer.tables.customers.get(source.id) === undefined) return
    put({ mergedInto: merge.survivorId }, writer, source)
    absorbCustomer(writer.tables, source.id, { ...merge, mergedAt: timeOf(source) })
  },
}

/** The handlers of customer events. */
export const customers: Handlers<CustomerEvent> = {
  ...customerHandlers,
  ...responsibilityHandlers,
  ...consentHandlers,
  ...billingHandlers,
  ...traitHandlers,
}
