import { type Meta, newId } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { Message } from '../../kernel/message.js'
import { PortalAccessRevoked } from '../../model/billing/events.js'
import {
  AttractionChannelChanged,
  CustomerAbsorbed,
  CustomerAddedToSpecialGroup,
  CustomerDeleted,
  CustomerDetailsChanged,
  CustomerKindSet,
  CustomerMergedInto,
  CustomerSegmentChanged,
  CustomerStatusChanged,
} from '../../model/customer/events.js'
import type { Customer } from '../../model/customer/state.js'
import type { Employee } from '../../model/employee/state.js'
import {
  type FieldChoice,
  mergeableAxes,
  type mergeableCustomerFields,
  takenFields,
} from '../../model/merging/fields.js'
import type { Roles } from '../../model/roles/state.js'
import type { Settings } from '../../model/settings/state.js'
import type { SpecialGroups } from '../../model/special-groups/state.js'
import { assigned } from '../responsibilities/assign.js'
import type { Wanted } from '../responsibilities/rules.js'
import { billingTaken, documentsTaken, traitsTaken } from './holdings.js'
import { mergedStatements } from './permissions.js'
import { carriedOver } from './responsibilities.js'
import { mergedStartDate } from './start-date.js'
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

/** Fills empty fields of the survivor from the duplicate; both are the same natural person. */
const blanksOf = ({ survivor, duplicate }: CustomerPair, { fieldChoices = [] }: Merge): readonly string[] =>
  survivor.kind === 'privateCustomer'
    ? [...duplicate.details.keys()].filter(
        (field) => !survivor.details.has(field) && fieldChoices.every((choice) => choice.field !== field),
      )
    : []

const detailsTaken = (pair: CustomerPair, merge: Merge): readonly Message[] => {
  const { survivor, duplicate } = pair
  const changes = [...takenFields(merge.fieldChoices), ...blanksOf(pair, merge)]
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

const axesTaken = ({ survivor, duplicate }: CustomerPair, fields: readonly string[]): readonly Message[] =>
  mergeableAxes
    .filter((axis) => fields.includes(axis) && duplicate[axis] !== null && survivor[axis] !== duplicate[axis])
    .map((axis) => axisChanged[axis]({ from: survivor[axis], to: duplicate[axis] }))

/** Makes the responsibilities that the survivor lacks, from the day of the merge on. */
export const responsiblesTaken = (
  { survivor, duplicate, roles, employees }: CustomerPair,
  { today }: Meta,
): readonly Wanted[] => {
  const [own, others] = [survivor.responsibilities.assignments, duplicate.responsibilities.assignments]
  return carriedOver(own, others, { roles, employees: new Map(byId(employees)) }, today)
}

const specialGroupsTaken = ({ survivor, duplicate, specialGroups }: CustomerPair): readonly Message[] =>
  duplicate.specialGroups
    .filter((id) => specialGroups.byId.has(id) && !survivor.specialGroups.includes(id))
    .map((specialGroupId) => CustomerAddedToSpecialGroup({ specialGroupId, reason: 'merge' }))

/** Makes the events of the survivor; `portalUserIds` are the duplicate's portal users, by their ids after the merge. */
export const absorbing = (
  pair: CustomerPair,
  merge: Merge,
  portalUserIds: readonly string[],
  meta: Meta,
): readonly Message[] => {
  const { survivor, duplicate, settings } = pair
  return [
    CustomerAbsorbed({ duplicateId: merge.duplicateId }),
    ...detailsTaken(pair, merge),
    ...axesTaken(pair, takenFields(merge.fieldChoices)),
    ...mergedStatements(settings.policies, survivor, duplicate, { today: meta.today }),
    ...documentsTaken(pair),
    ...mergedStartDate(settings.policies, survivor, duplicate),
    ...responsiblesTaken(pair, meta).map((wanted, index) => assigned(wanted, newId(meta, index + 1), 'merge')),
    ...specialGroupsTaken(pair),
    ...billingTaken(pair, portalUserIds),
    ...traitsTaken(pair),
  ]
}

/** Makes the events of the duplicate: revokes portal access, marks it as merged and, by policy, deletes it. */
export const goingInto = (survivorId: string, { duplicate, settings }: CustomerPair): readonly Message[] => [
  ...duplicate.billing.portalUserIds.map((personId) => PortalAccessRevoked({ personId, reason: 'merge' })),
  CustomerMergedInto({ survivorId, moved: true }),
  ...(settings.policies.mergedDuplicate === 'delete' ? [CustomerDeleted({ reason: 'merge' })] : []),
]
