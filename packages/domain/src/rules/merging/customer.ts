import { type Meta, newId } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { Message } from '../../kernel/message.js'
import {
  AccountProductConfigured,
  InvoiceTypeAdded,
  LegalEntityAdded,
  PersonalAccountOpened,
  PortalAccessRevoked,
} from '../../model/billing/events.js'
import {
  AttractionChannelChanged,
  CustomerAbsorbed,
  CustomerAddedToSpecialGroup,
  CustomerDeleted,
  CustomerDetailsChanged,
  CustomerKindSet,
  CustomerMergedInto,
  CustomerOwnerChanged,
  CustomerSegmentChanged,
  CustomerStartDateSet,
  CustomerStatusChanged,
  DocumentVoided,
  InvoiceRecorded,
  SalesOrderRecorded,
} from '../../model/customer/events.js'
import type { Customer } from '../../model/customer/state.js'
import { CustomerPropertyAssigned, TrackingItemSet } from '../../model/customer-traits/events.js'
import type { Employee } from '../../model/employee/state.js'
import {
  chosenFields,
  type FieldChoice,
  mergeableAxes,
  type mergeableCustomerFields,
} from '../../model/merging/fields.js'
import { ContactUnlinkedFromCompany } from '../../model/person/events.js'
import { ProjectMovedToCustomer } from '../../model/project/events.js'
import { ResponsibleAssigned } from '../../model/responsibilities/events.js'
import type { Roles } from '../../model/roles/state.js'
import type { Settings } from '../../model/settings/state.js'
import type { SpecialGroups } from '../../model/special-groups/state.js'
import { assignmentEvent } from '../responsibilities/assign.js'
import type { Wanted } from '../responsibilities/rules.js'
import { takeBilling, takeDocuments, takeTraits } from './customer-parts.js'
import { mergeStatements } from './permissions.js'
import { takeAssignments } from './responsibilities.js'
import { mergeStartDate } from './start-date.js'
import { byId } from './states.js'

/** Two records of one customer, and the states needed to merge them. */
export type CustomerPair = {
  readonly survivor: Customer
  readonly duplicate: Customer
  readonly settings: Settings
  readonly roles: Roles
  readonly specialGroups: SpecialGroups
  readonly employees: ReadonlyMap<StreamName, Employee>
}

type Merge = {
  readonly survivorId: string
  readonly duplicateId: string
  readonly fieldChoices?: readonly FieldChoice<(typeof mergeableCustomerFields)[number]>[] | undefined
}

const isNotChosen =
  ({ fieldChoices = [] }: Merge) =>
  (field: string): boolean =>
    fieldChoices.every((choice) => choice.field !== field)

/** Returns the fields that only the duplicate has and that were not chosen: the survivor takes them, too. */
const blanksOf = ({ survivor, duplicate }: CustomerPair, merge: Merge): readonly string[] =>
  [...duplicate.details.keys()].filter((field) => !survivor.details.has(field)).filter(isNotChosen(merge))

const takeDetails = (pair: CustomerPair, merge: Merge): readonly Message[] => {
  const { survivor, duplicate } = pair
  const changes = [...chosenFields(merge.fieldChoices), ...blanksOf(pair, merge)]
    .filter((field) => !mergeableAxes.some((axis) => axis === field))
    .map((field) => ({
      field,
      old: survivor.details.get(field) ?? null,
      new: duplicate.details.get(field) ?? null,
    }))
    .filter((change) => change.old !== change.new)
  return changes.length === 0 ? [] : [CustomerDetailsChanged({ personId: survivor.personId, changes })]
}

const axisChanged = {
  segment: CustomerSegmentChanged,
  status: CustomerStatusChanged,
  attractionChannel: AttractionChannelChanged,
  customerKind: CustomerKindSet,
} as const

const takeAxes = ({ survivor, duplicate }: CustomerPair, merge: Merge): readonly Message[] => {
  const chosen: readonly string[] = chosenFields(merge.fieldChoices)
  return mergeableAxes
    .filter((axis) => chosen.includes(axis) || (survivor[axis] === null && isNotChosen(merge)(axis)))
    .filter((axis) => duplicate[axis] !== null && survivor[axis] !== duplicate[axis])
    .map((axis) => axisChanged[axis]({ from: survivor[axis], to: duplicate[axis] }))
}

/** The owner of the duplicate, if the survivor has none; a private survivor would be shown to it. */
const takeOwner = ({ survivor, duplicate }: CustomerPair): readonly Message[] =>
  survivor.ownerId === null && duplicate.ownerId !== null && !survivor.private
    ? [CustomerOwnerChanged({ from: null, to: duplicate.ownerId, reason: 'merge' })]
    : []

/** Creates the responsibilities that the survivor lacks, from the day of the merge on. */
export const takeResponsibilities = (
  { survivor, duplicate, roles, employees }: CustomerPair,
  { today }: Meta,
): readonly Wanted[] => {
  const [own, others] = [survivor.responsibilities.assignments, duplicate.responsibilities.assignments]
  return takeAssignments(own, others, { roles, employees: new Map(byId(employees)) }, today)
}

const takeSpecialGroups = ({ survivor, duplicate, specialGroups }: CustomerPair): readonly Message[] =>
  duplicate.specialGroups
    .filter((id) => specialGroups.byId.has(id) && !survivor.specialGroups.includes(id))
    .map((specialGroupId) => CustomerAddedToSpecialGroup({ specialGroupId, reason: 'merge' }))

/**
 * Creates the events of the survivor; `portalUserIds` are the duplicate's portal users, by their ids after the merge.
 */
export const survivorEvents = (
  pair: CustomerPair,
  merge: Merge,
  portalUserIds: readonly string[],
  meta: Meta,
): readonly Message[] => {
  const { survivor, duplicate, settings } = pair
  return [
    CustomerAbsorbed({ duplicateId: merge.duplicateId }),
    ...takeDetails(pair, merge),
    ...takeAxes(pair, merge),
    ...takeOwner(pair),
    ...mergeStatements(settings.policies, survivor, duplicate, { today: meta.today }),
    ...takeDocuments(pair),
    ...mergeStartDate(settings.policies, survivor, duplicate),
    ...takeResponsibilities(pair, meta).map((wanted, index) =>
      assignmentEvent(wanted, newId(meta, index + 1), 'merge'),
    ),
    ...takeSpecialGroups(pair),
    ...takeBilling(pair, portalUserIds),
    ...takeTraits(pair),
  ]
}

/** Creates the events of the duplicate: revokes portal access, marks it as merged and, by policy, deletes it. */
export const duplicateEvents = (survivorId: string, { duplicate, settings }: CustomerPair): readonly Message[] => [
  ...duplicate.billing.portalUserIds.map((personId) => PortalAccessRevoked({ personId, reason: 'merge' })),
  CustomerMergedInto({ survivorId, moved: true }),
  ...(settings.policies.mergedDuplicate === 'delete' ? [CustomerDeleted({ reason: 'merge' })] : []),
]

/** The events that a merge of two customers may append, besides those of their persons. */
export const customerMerge = [
  CustomerAbsorbed,
  CustomerDetailsChanged,
  CustomerSegmentChanged,
  CustomerStatusChanged,
  AttractionChannelChanged,
  CustomerKindSet,
  CustomerOwnerChanged,
  InvoiceRecorded,
  SalesOrderRecorded,
  DocumentVoided,
  CustomerStartDateSet,
  ResponsibleAssigned,
  CustomerAddedToSpecialGroup,
  InvoiceTypeAdded,
  LegalEntityAdded,
  PersonalAccountOpened,
  AccountProductConfigured,
  CustomerPropertyAssigned,
  TrackingItemSet,
  CustomerMergedInto,
  CustomerDeleted,
  ContactUnlinkedFromCompany,
  ProjectMovedToCustomer,
]
