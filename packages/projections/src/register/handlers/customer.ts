import { type CustomerEvent, groupsAfterMove } from '@clientele/domain'
import { absorbCustomer } from '../absorption.js'
import { asStillKnown, patchCustomer } from '../forgetting.js'
import { join, lastMoveOf, leave, notBefore } from '../moves.js'
import type { CustomerRow } from '../rows.js'
import { keyOf } from '../tables.js'
import { type BillingTypes, billingHandlers } from './billing.js'
import { removeCustomer } from './deletion.js'
import { type Handlers, type Ledger, type Origin, timeOf } from './handler.js'
import { type ConsentTypes, consentHandlers } from './marketing.js'
import { type ResponsibilityTypes, responsibilityHandlers } from './responsibilities.js'
import { type TraitTypes, traitHandlers } from './traits.js'

type Own = Exclude<CustomerEvent, { readonly type: ResponsibilityTypes | ConsentTypes | BillingTypes | TraitTypes }>

const nobody: readonly string[] = []
const noStatements: CustomerRow['statements'] = []
const noDetails: CustomerRow['details'] = {}

const put = (columns: Partial<CustomerRow>, { tables }: Ledger, { id }: Origin): void =>
  tables.customers.patch(id, columns)

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((one) => one !== id)

const changeGroups = (
  ledger: Ledger,
  origin: Origin,
  change: (before: readonly string[]) => readonly string[],
): void => {
  const { customers, groupMemberships } = ledger.tables
  const customer = customers.get(origin.id)
  if (customer === undefined) return
  const groupIds = change(customer.groupIds)
  const at = notBefore(timeOf(origin), customer.groupsSince)
  for (const groupId of customer.groupIds)
    if (!groupIds.includes(groupId)) leave(groupMemberships, origin.id, groupId, at)
  for (const groupId of groupIds)
    if (!customer.groupIds.includes(groupId)) join(groupMemberships, origin.id, groupId, at)
  customers.patch(origin.id, { groupIds, groupsSince: at })
  ledger.moved(at)
}

const changeSpecialGroup = (ledger: Ledger, origin: Origin, groupId: string, joins: boolean): void => {
  const { customers, specialMemberships } = ledger.tables
  const customer = customers.get(origin.id)
  if (customer === undefined || customer.specialGroupIds.includes(groupId) === joins) return
  const at = notBefore(timeOf(origin), lastMoveOf(specialMemberships, origin.id, groupId))
  const move = joins ? join : leave
  move(specialMemberships, origin.id, groupId, at)
  const others = without(customer.specialGroupIds, groupId)
  customers.patch(origin.id, { specialGroupIds: joins ? [...others, groupId] : others })
  ledger.moved(at)
}

const record = (
  kind: 'invoice' | 'salesOrder',
  { documentId, date }: { readonly documentId: string; readonly date: string },
  { tables }: Ledger,
  { id }: Origin,
): void => tables.documents.put({ customerId: id, documentId, kind, date, voided: false })

type Changes = readonly { readonly field: string; readonly new: string | null }[]

const isName = ({ field }: Changes[number]): boolean => field === 'name'

const withChanges = ({ name, details }: CustomerRow, changes: Changes): Pick<CustomerRow, 'name' | 'details'> => {
  const others = changes.filter((change) => !isName(change)).map((change) => [change.field, change.new] as const)
  return { name: changes.findLast(isName)?.new ?? name, details: { ...details, ...Object.fromEntries(others) } }
}

type Details = { readonly [field: string]: string | null | undefined }

const isWhole = (details: Details): details is CustomerRow['details'] => !Object.values(details).includes(undefined)

// What is read from a store has no gaps.
const withoutGaps = (details: Details): CustomerRow['details'] =>
  isWhole(details)
    ? { ...details }
    : Object.fromEntries(Object.entries(details).map(([field, value]) => [field, value ?? null]))

const customerHandlers: Handlers<Own> = {
  CustomerRegistered: (data, { tables }, { id }) =>
    tables.customers.put(
      asStillKnown(tables, {
        customerId: id,
        kind: data.kind,
        name: data.name,
        personId: data.personId ?? null,
        number: null,
        details: data.contactInfo === undefined ? noDetails : withoutGaps(data.contactInfo),
        segment: data.segment ?? null,
        status: data.status ?? null,
        attractionChannel: data.attractionChannel ?? null,
        customerKind: data.customerKind ?? null,
        ownerId: data.ownerId ?? null,
        private: data.private ?? false,
        archived: false,
        mergedInto: null,
        groupIds: nobody,
        groupsSince: null,
        specialGroupIds: nobody,
        startDate: null,
        startSource: null,
        startDocumentId: null,
        statements: noStatements,
      }),
    ),
  CustomerDetailsChanged: ({ changes }, { tables }, { id }) => {
    const customer = tables.customers.get(id)
    if (customer !== undefined) patchCustomer(tables, customer, withChanges(customer, changes))
  },
  CustomerNumberAssigned: ({ number }, ledger, origin) => put({ number }, ledger, origin),
  CustomerNumberChanged: ({ to }, ledger, origin) => put({ number: to }, ledger, origin),
  CustomerMovedToGroup: (move, ledger, origin) =>
    changeGroups(ledger, origin, (before) => groupsAfterMove(before, move)),
  CustomerAddedToGroup: ({ groupId }, ledger, origin) =>
    changeGroups(ledger, origin, (before) => [...without(before, groupId), groupId]),
  CustomerRemovedFromGroup: ({ groupId }, ledger, origin) =>
    changeGroups(ledger, origin, (before) => without(before, groupId)),
  CustomerAddedToSpecialGroup: ({ specialGroupId }, ledger, origin) =>
    changeSpecialGroup(ledger, origin, specialGroupId, true),
  CustomerRemovedFromSpecialGroup: ({ specialGroupId }, ledger, origin) =>
    changeSpecialGroup(ledger, origin, specialGroupId, false),
  CustomerSegmentChanged: ({ to }, ledger, origin) => put({ segment: to }, ledger, origin),
  CustomerStatusChanged: ({ to }, ledger, origin) => put({ status: to }, ledger, origin),
  AttractionChannelChanged: ({ to }, ledger, origin) => put({ attractionChannel: to }, ledger, origin),
  CustomerKindSet: ({ to }, ledger, origin) => put({ customerKind: to }, ledger, origin),
  InvoiceRecorded: (data, ledger, origin) => record('invoice', data, ledger, origin),
  SalesOrderRecorded: (data, ledger, origin) => record('salesOrder', data, ledger, origin),
  DocumentVoided: ({ documentId }, { tables }, { id }) =>
    tables.documents.patch(keyOf(id, documentId), { voided: true }),
  CustomerStartDateSet: ({ date, source, documentId }, ledger, origin) =>
    put({ startDate: date, startSource: source, startDocumentId: documentId ?? null }, ledger, origin),
  CustomerStartDateCleared: (_, ledger, origin) =>
    put({ startDate: null, startSource: null, startDocumentId: null }, ledger, origin),
  CustomerOwnerChanged: ({ to }, ledger, origin) => put({ ownerId: to }, ledger, origin),
  CustomerMarkedPrivate: (_, ledger, origin) => put({ private: true }, ledger, origin),
  CustomerMarkedPublic: (_, ledger, origin) => put({ private: false }, ledger, origin),
  CustomerArchived: (_, ledger, origin) => put({ archived: true }, ledger, origin),
  CustomerRestored: (_, ledger, origin) => put({ archived: false }, ledger, origin),
  CustomerAbsorbed: () => undefined,
  CustomerDeleted: (_, { tables }, { id }) => removeCustomer(tables, id),
  CustomerMergedInto: (merge, ledger, origin) => {
    if (ledger.tables.customers.get(origin.id) === undefined) return
    put({ mergedInto: merge.survivorId }, ledger, origin)
    absorbCustomer(ledger.tables, origin.id, { ...merge, mergedAt: timeOf(origin) })
  },
}

/** What the events of a customer's stream do to the tables. */
export const customers: Handlers<CustomerEvent> = {
  ...customerHandlers,
  ...responsibilityHandlers,
  ...consentHandlers,
  ...billingHandlers,
  ...traitHandlers,
}
