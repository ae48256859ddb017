import type { BillingEvent, ConsentEvent, CustomerEvent, ResponsibilityEvent, TraitEvent } from '@clientele/domain'
import type { CustomerRow } from '../../register/rows.js'
import {
  change,
  changed,
  flag,
  type Happening,
  type KeptChange,
  type Line,
  type Lines,
  personal,
  why,
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

const before = ({ register, id }: Happening): CustomerRow | undefined => register.tables.customers.get(id)

const classified =
  (field: 'segment' | 'status' | 'attractionChannel' | 'customerKind') =>
  ({ from, to }: { readonly from?: string | null | undefined; readonly to: string | null }, happening: Happening) => ({
    changes: [
      change(
        field,
        valueName(happening.register, field, from === undefined ? before(happening)?.[field] : from),
        valueName(happening.register, field, to),
      ),
    ],
  })

type Documented = { readonly documentId: string; readonly date: string; readonly recordedAt?: string | undefined }

const document =
  (field: 'invoice' | 'salesOrder') =>
  ({ documentId, date, recordedAt }: Documented) => ({
    changes: changed(change(field, null, documentId), change('recordedAt', null, recordedAt)),
    effectiveDate: date,
  })

/** A line that stands with groups too, and tells there which customer it is about. */
const inGroups = (
  kind: 'customerGroup' | 'specialGroup',
  groupIds: readonly (string | null)[],
  { register, id }: Happening,
  ...changes: readonly KeptChange[]
): Line => {
  const { on, customerId } = onCustomer(register, id)
  return { changes, on, customerId, also: groupIds.flatMap((one) => (one === null ? [] : [{ kind, id: one }])) }
}

/** What is said of a private customer is said of a person. */
const because = (reason: Reason, happening: Happening): readonly KeptChange[] =>
  changed(why(reason, before(happening)?.personId))

const flipped =
  (field: string, old: boolean) =>
  ({ reason }: { readonly reason?: Reason }, happening: Happening): Line => ({
    changes: [change(field, old, !old), ...because(reason, happening)],
  })

const details = (fields: object, personId: string | null | undefined): readonly KeptChange[] =>
  Object.entries(fields).map(([field, value]) => change(field, null, personal(value, personId)))

const ownLines: Lines<Own> = {
  CustomerRegistered: (data, { register }) => ({
    changes: changed(
      change('name', null, personal(data.name, data.personId)),
      change('kind', null, choice(data.kind)),
      change('segment', null, valueName(register, 'segment', data.segment)),
      change('status', null, valueName(register, 'status', data.status)),
      change('attractionChannel', null, valueName(register, 'attractionChannel', data.attractionChannel)),
      change('customerKind', null, valueName(register, 'customerKind', data.customerKind)),
      change('owner', null, employeeName(register, data.ownerId)),
      flag('private', data.private),
      ...(data.contactInfo === undefined ? [] : details(data.contactInfo, data.personId)),
    ),
  }),
  CustomerDetailsChanged: ({ changes, personId }) => ({
    changes: changes.map((one) => change(one.field, one.old, personal(one.new, personId))),
  }),
  CustomerNumberAssigned: ({ number }, happening) => ({
    changes: [change('number', before(happening)?.number, number)],
  }),
  CustomerNumberChanged: ({ from, to }) => ({ changes: [change('number', from, to)] }),
  CustomerMovedToGroup: ({ from, to, reason }, happening) =>
    inGroups(
      'customerGroup',
      [from, to],
      happening,
      change('customerGroup', groupName(happening.register, from), groupName(happening.register, to)),
      ...because(reason, happening),
    ),
  CustomerAddedToGroup: ({ groupId }, happening) =>
    inGroups(
      'customerGroup',
      [groupId],
      happening,
      change('customerGroup', null, groupName(happening.register, groupId)),
    ),
  CustomerRemovedFromGroup: ({ groupId, reason }, happening) =>
    inGroups(
      'customerGroup',
      [groupId],
      happening,
      change('customerGroup', groupName(happening.register, groupId), null),
      ...because(reason, happening),
    ),
  CustomerAddedToSpecialGroup: ({ specialGroupId, reason }, happening) =>
    inGroups(
      'specialGroup',
      [specialGroupId],
      happening,
      change('specialGroup', null, specialGroupName(happening.register, specialGroupId)),
      ...because(reason, happening),
    ),
  CustomerRemovedFromSpecialGroup: ({ specialGroupId, reason }, happening) =>
    inGroups(
      'specialGroup',
      [specialGroupId],
      happening,
      change('specialGroup', specialGroupName(happening.register, specialGroupId), null),
      ...because(reason, happening),
    ),
  CustomerSegmentChanged: classified('segment'),
  CustomerStatusChanged: classified('status'),
  AttractionChannelChanged: classified('attractionChannel'),
  CustomerKindSet: classified('customerKind'),
  InvoiceRecorded: document('invoice'),
  SalesOrderRecorded: document('salesOrder'),
  DocumentVoided: ({ documentId }) => ({ changes: [change('document', documentId, null)] }),
  CustomerStartDateSet: ({ date, source, documentId, previous }, happening) => ({
    changes: changed(
      change('startDate', previous === undefined ? before(happening)?.startDate : previous, date),
      change('startDateSource', choice(before(happening)?.startSource), choice(source)),
      change('document', before(happening)?.startDocumentId, documentId),
    ),
    effectiveDate: date,
  }),
  CustomerStartDateCleared: ({ previous }, happening) => ({
    changes: [change('startDate', previous === undefined ? before(happening)?.startDate : previous, null)],
  }),
  CustomerOwnerChanged: ({ from, to, reason }, happening) => ({
    changes: [
      change(
        'owner',
        employeeName(happening.register, from === undefined ? before(happening)?.ownerId : from),
        employeeName(happening.register, to),
      ),
      ...because(reason, happening),
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

/** What the events of a customer say to a reader. */
export const customerLines: Lines<CustomerEvent> = {
  ...ownLines,
  ...responsibilityLines,
  ...consentLines,
  ...billingLines,
  ...traitLines,
}
