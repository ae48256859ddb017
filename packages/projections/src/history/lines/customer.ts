import type { BillingEvent, ConsentEvent, CustomerEvent, ResponsibilityEvent, TraitEvent } from '@clientele/domain'
import type { CustomerRow } from '../../register/rows.js'
import { change, changed, type Happening, type Lines, personal } from '../line.js'
import { classifierName, customerName, employeeName, groupName, specialGroupName } from '../names.js'
import { billingLines } from './billing.js'
import { consentLines } from './marketing.js'
import { responsibilityLines } from './responsibilities.js'
import { traitLines } from './traits.js'

type Own = Exclude<
  CustomerEvent,
  { readonly type: (BillingEvent | ConsentEvent | ResponsibilityEvent | TraitEvent)['type'] }
>

const before = ({ register, id }: Happening): CustomerRow | undefined => register.tables.customers.get(id)

const named = ({ register }: Happening, catalogue: string, value: string | null | undefined): string | null =>
  value == null ? null : classifierName(register, catalogue, value)

const classified =
  (field: 'segment' | 'status' | 'attractionChannel' | 'customerKind') =>
  (
    { from, to }: { readonly from?: string | null | undefined; readonly to: string | null },
    happening: Happening,
  ): { readonly changes: readonly [ReturnType<typeof change>] } => ({
    changes: [
      change(
        field,
        named(happening, field, from === undefined ? before(happening)?.[field] : from),
        named(happening, field, to),
      ),
    ],
  })

const document =
  (field: 'invoice' | 'salesOrder') =>
  ({ documentId, date }: { readonly documentId: string; readonly date: string }) => ({
    changes: [change(field, null, documentId)],
    effectiveDate: date,
  })

const ownLines: Lines<Own> = {
  CustomerRegistered: (data, happening) => ({
    changes: changed(
      change('name', null, personal(data.name, data.personId)),
      change('segment', null, named(happening, 'segment', data.segment)),
      change('status', null, named(happening, 'status', data.status)),
      change('attractionChannel', null, named(happening, 'attractionChannel', data.attractionChannel)),
      change('customerKind', null, named(happening, 'customerKind', data.customerKind)),
      change('owner', null, employeeName(happening.register, data.ownerId)),
    ),
  }),
  CustomerDetailsChanged: ({ changes, personId }) => ({
    changes: changes.map((one) => change(one.field, one.old, personal(one.new, personId))),
  }),
  CustomerNumberAssigned: ({ number }, happening) => ({
    changes: [change('number', before(happening)?.number, number)],
  }),
  CustomerNumberChanged: ({ from, to }) => ({ changes: [change('number', from, to)] }),
  CustomerMovedToGroup: ({ from, to }, { register }) => ({
    changes: [change('customerGroup', groupName(register, from), groupName(register, to))],
  }),
  CustomerAddedToGroup: ({ groupId }, { register }) => ({
    changes: [change('customerGroup', null, groupName(register, groupId))],
  }),
  CustomerRemovedFromGroup: ({ groupId }, { register }) => ({
    changes: [change('customerGroup', groupName(register, groupId), null)],
  }),
  CustomerAddedToSpecialGroup: ({ specialGroupId }, { register }) => ({
    changes: [change('specialGroup', null, specialGroupName(register, specialGroupId))],
  }),
  CustomerRemovedFromSpecialGroup: ({ specialGroupId }, { register }) => ({
    changes: [change('specialGroup', specialGroupName(register, specialGroupId), null)],
  }),
  CustomerSegmentChanged: classified('segment'),
  CustomerStatusChanged: classified('status'),
  AttractionChannelChanged: classified('attractionChannel'),
  CustomerKindSet: classified('customerKind'),
  InvoiceRecorded: document('invoice'),
  SalesOrderRecorded: document('salesOrder'),
  DocumentVoided: ({ documentId }) => ({ changes: [change('document', documentId, null)] }),
  CustomerStartDateSet: ({ date, source }, happening) => ({
    changes: changed(
      change('startDate', before(happening)?.startDate, date),
      change('startDateSource', before(happening)?.startSource, source),
    ),
    effectiveDate: date,
  }),
  CustomerStartDateCleared: (_, happening) => ({ changes: [change('startDate', before(happening)?.startDate, null)] }),
  CustomerOwnerChanged: ({ from, to }, happening) => ({
    changes: [
      change(
        'owner',
        employeeName(happening.register, from === undefined ? before(happening)?.ownerId : from),
        employeeName(happening.register, to),
      ),
    ],
  }),
  CustomerMarkedPrivate: () => ({ changes: [change('private', false, true)] }),
  CustomerMarkedPublic: () => ({ changes: [change('private', true, false)] }),
  CustomerArchived: () => ({ changes: [change('archived', false, true)] }),
  CustomerRestored: () => ({ changes: [change('archived', true, false)] }),
  CustomerAbsorbed: ({ duplicateId }, { register }) => ({
    changes: [change('absorbed', null, customerName(register, duplicateId))],
    customerId: duplicateId,
  }),
  CustomerDeleted: () => ({ changes: [change('deleted', false, true)] }),
  CustomerMergedInto: ({ survivorId }, { register }) => ({
    changes: [change('mergedInto', null, customerName(register, survivorId))],
  }),
}

/** What the events of a customer say to a reader. */
export const customerLines: Lines<CustomerEvent> = {
  ...ownLines,
  ...responsibilityLines,
  ...consentLines,
  ...billingLines,
  ...traitLines,
}
