import type { BillingEvent, ConsentEvent, CustomerEvent, ResponsibilityEvent, TraitEvent } from '@clientele/domain'
import type { CustomerRow } from '../../tables/rows.js'
import {
  change,
  flagChange,
  type HistoryContext,
  type Line,
  type Lines,
  onlyChanged,
  personal,
  type RecordedChange,
  reasonChange,
} from '../line.js'
import { customerName, employeeName, groupName, onCustomer, specialGroupName, valueName } from '../names.js'
import { choice } from '../word.js'
import { billingLines } from './billing.js'
import { consentLines } from './marketing.js'
import { responsibilityLines } from './responsibilities.js'
import { traitLines } from './traits.js'

type Own = Exclude<
  CustomerEvent,
  { readonly type: (BillingEvent | ConsentEvent | ResponsibilityEvent | TraitEvent)['type'] }
>

type Reason = string | null | undefined

const before = ({ register, id }: HistoryContext): CustomerRow | undefined => register.tables.customers.get(id)

const classified =
  (field: 'segment' | 'status' | 'attractionChannel' | 'customerKind') =>
  (
    { from, to }: { readonly from?: string | null | undefined; readonly to: string | null },
    context: HistoryContext,
  ) => ({
    changes: [
      change(
        field,
        valueName(context.register, field, from === undefined ? before(context)?.[field] : from),
        valueName(context.register, field, to),
      ),
    ],
  })

type Documented = { readonly documentId: string; readonly date: string; readonly recordedAt?: string | undefined }

const document =
  (field: 'invoice' | 'salesOrder') =>
  ({ documentId, date, recordedAt }: Documented) => ({
    changes: onlyChanged(change(field, null, documentId), change('recordedAt', null, recordedAt)),
    effectiveDate: date,
  })

/** A line that is also a line of groups, which names the customer. */
const inGroups = (
  kind: 'customerGroup' | 'specialGroup',
  groupIds: readonly (string | null)[],
  { register, id }: HistoryContext,
  ...changes: readonly RecordedChange[]
): Line => {
  const { on, customerId } = onCustomer(register, id)
  return { changes, on, customerId, also: groupIds.flatMap((one) => (one === null ? [] : [{ kind, id: one }])) }
}

/** A reason; personal data if the customer is a private person. */
const because = (reason: Reason, context: HistoryContext): readonly RecordedChange[] =>
  onlyChanged(reasonChange(reason, before(context)?.personId))

const flipped =
  (field: string, old: boolean) =>
  ({ reason }: { readonly reason?: Reason }, context: HistoryContext): Line => ({
    changes: [change(field, old, !old), ...because(reason, context)],
  })

const details = (fields: object, personId: string | null | undefined): readonly RecordedChange[] =>
  Object.entries(fields).map(([field, value]) => change(field, null, personal(value, personId)))

const ownLines: Lines<Own> = {
  CustomerRegistered: (data, { register }) => ({
    changes: onlyChanged(
      change('name', null, personal(data.name, data.personId)),
      change('kind', null, choice(data.kind)),
      change('segment', null, valueName(register, 'segment', data.segment)),
      change('status', null, valueName(register, 'status', data.status)),
      change('attractionChannel', null, valueName(register, 'attractionChannel', data.attractionChannel)),
      change('customerKind', null, valueName(register, 'customerKind', data.customerKind)),
      change('owner', null, employeeName(register, data.ownerId)),
      flagChange('private', data.private),
      ...(data.contactInfo === undefined ? [] : details(data.contactInfo, data.personId)),
    ),
  }),
  CustomerDetailsChanged: ({ changes, personId }) => ({
    changes: changes.map((one) => change(one.field, one.old, personal(one.new, personId))),
  }),
  CustomerNumberAssigned: ({ number }, context) => ({
    changes: [change('number', before(context)?.number, number)],
  }),
  CustomerNumberChanged: ({ from, to }) => ({ changes: [change('number', from, to)] }),
  CustomerMovedToGroup: ({ from, to, reason }, context) =>
    inGroups(
      'customerGroup',
      [from, to],
      context,
      change('customerGroup', groupName(context.register, from), groupName(context.register, to)),
      ...because(reason, context),
    ),
  CustomerAddedToGroup: ({ groupId }, context) =>
    inGroups('customerGroup', [groupId], context, change('customerGroup', null, groupName(context.register, groupId))),
  CustomerRemovedFromGroup: ({ groupId, reason }, context) =>
    inGroups(
      'customerGroup',
      [groupId],
      context,
      change('customerGroup', groupName(context.register, groupId), null),
      ...because(reason, context),
    ),
  CustomerAddedToSpecialGroup: ({ specialGroupId, reason }, context) =>
    inGroups(
      'specialGroup',
      [specialGroupId],
      context,
      change('specialGroup', null, specialGroupName(context.register, specialGroupId)),
      ...because(reason, context),
    ),
  CustomerRemovedFromSpecialGroup: ({ specialGroupId, reason }, context) =>
    inGroups(
      'specialGroup',
      [specialGroupId],
      context,
      change('specialGroup', specialGroupName(context.register, specialGroupId), null),
      ...because(reason, context),
    ),
  CustomerSegmentChanged: classified('segment'),
  CustomerStatusChanged: classified('status'),
  AttractionChannelChanged: classified('attractionChannel'),
  CustomerKindSet: classified('customerKind'),
  InvoiceRecorded: document('invoice'),
  SalesOrderRecorded: document('salesOrder'),
  DocumentVoided: ({ documentId }) => ({ changes: [change('document', documentId, null)] }),
  CustomerStartDateSet: ({ date, source, documentId, previous }, context) => ({
    changes: onlyChanged(
      change('startDate', previous === undefined ? before(context)?.startDate : previous, date),
      change('startDateSource', choice(before(context)?.startSource), choice(source)),
      change('document', before(context)?.startDocumentId, documentId),
    ),
    effectiveDate: date,
  }),
  CustomerStartDateCleared: ({ previous }, context) => ({
    changes: [change('startDate', previous === undefined ? before(context)?.startDate : previous, null)],
  }),
  CustomerOwnerChanged: ({ from, to, reason }, context) => ({
    changes: [
      change(
        'owner',
        employeeName(context.register, from === undefined ? before(context)?.ownerId : from),
        employeeName(context.register, to),
      ),
      ...because(reason, context),
    ],
  }),
  CustomerMarkedPrivate: flipped('private', false),
  CustomerMarkedPublic: flipped('private', true),
  CustomerArchived: flipped('archived', false),
  CustomerRestored: flipped('archived', true),
  CustomerAbsorbed: ({ duplicateId }, { register }) => ({
    changes: [change('absorbed', null, customerName(register, duplicateId))],
    customerId: duplicateId,
  }),
  CustomerDeleted: flipped('deleted', false),
  CustomerMergedInto: ({ survivorId }, { register }) => ({
    changes: [change('mergedInto', null, customerName(register, survivorId))],
    customerId: survivorId,
  }),
}

/** The lines of customer events. */
export const customerLines: Lines<CustomerEvent> = {
  ...ownLines,
  ...responsibilityLines,
  ...consentLines,
  ...billingLines,
  ...traitLines,
}
