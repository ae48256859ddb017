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
} from '../../customer/events.js'
import { CustomerHasDocuments, unlessCustomer, whenArchived } from '../../customer/rejections.js'
import { type Customer, customerStream } from '../../customer/state.js'
import { type Employee, employeeStream } from '../../employee/state.js'
import { idOfStream } from '../../kernel/aggregate.js'
import { accept, type Meta, newId, type Outcome, reading, steppedDecision, when, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf, Message } from '../../kernel/message.js'
import { type Person, personStream } from '../../person/state.js'
import { PersonIsErased } from '../../privacy/rejections.js'
import { assigned } from '../../responsibilities/decide/assign.js'
import { type Roles, rolesStream } from '../../roles/state.js'
import { type Settings, settingsStream } from '../../settings/state.js'
import { type SpecialGroups, specialGroupsStream } from '../../special-groups/state.js'
import { MergeCustomers } from '../commands.js'
import { mergeableAxes, takenFields } from '../fields.js'
import { mergedStatements } from '../permissions.js'
import { CannotMergeWithItself, CustomerKindMismatch } from '../rejections.js'
import { carriedOver } from '../responsibilities.js'
import { mergedStartDate } from '../start-date.js'

type Merging = DataOf<typeof MergeCustomers>

type States = {
  readonly survivor: Customer
  readonly duplicate: Customer
  readonly settings: Settings
  readonly roles: Roles
  readonly specialGroups: SpecialGroups
  readonly employees: ReadonlyMap<StreamName, Employee>
  readonly persons: ReadonlyMap<StreamName, Person>
}

const employeesOf = ({ responsibilities }: Customer): readonly string[] => [
  ...new Set(responsibilities.assignments.map(({ employeeId }) => employeeId)),
]

const reads = reading(({ survivorId, duplicateId }: Merging) => ({
  survivor: customerStream(survivorId),
  duplicate: customerStream(duplicateId),
  settings: settingsStream,
  roles: rolesStream,
  specialGroups: specialGroupsStream,
})).also((_data, _meta, { survivor, duplicate }) => ({
  employees: employeesOf(duplicate).map(employeeStream),
  persons: [survivor, duplicate].flatMap(({ personId }) => (personId === null ? [] : [personStream(personId)])),
}))

const detailsTaken = ({ survivor, duplicate }: States, fields: readonly string[]): readonly Message[] => {
  const changes = fields
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

const axesTaken = ({ survivor, duplicate }: States, fields: readonly string[]): readonly Message[] =>
  mergeableAxes
    .filter((axis) => fields.includes(axis) && duplicate[axis] !== null && survivor[axis] !== duplicate[axis])
    .map((axis) => axisChanged[axis]({ from: survivor[axis], to: duplicate[axis] }))

const responsiblesTaken = ({ survivor, duplicate, roles, employees }: States, meta: Meta): readonly Message[] => {
  const known = { roles, employees: new Map([...employees].map(([stream, one]) => [idOfStream(stream), one])) }
  const [own, others] = [survivor.responsibilities.assignments, duplicate.responsibilities.assignments]
  return carriedOver(own, others, known, meta.today).map((wanted, index) =>
    assigned(wanted, newId(meta, index + 1), 'merge'),
  )
}

const specialGroupsTaken = ({ survivor, duplicate, specialGroups }: States): readonly Message[] =>
  duplicate.specialGroups
    .filter((id) => specialGroups.byId.has(id) && !survivor.specialGroups.includes(id))
    .map((specialGroupId) => CustomerAddedToSpecialGroup({ specialGroupId, reason: 'merge' }))

const absorbing = (states: States, { duplicateId, fieldChoices }: Merging, meta: Meta): readonly Message[] => {
  const { survivor, duplicate, settings } = states
  const fields = takenFields(fieldChoices)
  return [
    CustomerAbsorbed({ duplicateId }),
    ...detailsTaken(states, fields),
    ...axesTaken(states, fields),
    ...mergedStatements(settings.policies, survivor, duplicate),
    ...mergedStartDate(settings.policies, survivor, duplicate),
    ...responsiblesTaken(states, meta),
    ...specialGroupsTaken(states),
  ]
}

/** Merged away, and by policy deleted too (4-P17). */
const goingInto = (survivorId: string, { policies }: Settings): readonly Message[] => [
  CustomerMergedInto({ survivorId }),
  ...(policies.mergedDuplicate === 'delete' ? [CustomerDeleted({ reason: 'merge' })] : []),
]

const erasedAmong = (persons: ReadonlyMap<StreamName, Person>): string | undefined =>
  [...persons].filter(([, { privacy }]) => privacy.erasure !== null).map(([stream]) => idOfStream(stream))[0]

const unlessMergeable = ({ survivor, duplicate, settings, persons }: States, data: Merging): Outcome | null => {
  const { survivorId, duplicateId } = data
  const count = duplicate.documents.size
  const erased = erasedAmong(persons)
  return (
    when(survivorId === duplicateId, CannotMergeWithItself({ id: survivorId })) ??
    unlessCustomer(survivor, survivorId) ??
    unlessCustomer(duplicate, duplicateId) ??
    when(survivor.kind !== duplicate.kind, CustomerKindMismatch({ survivorId, duplicateId })) ??
    when(erased !== undefined, PersonIsErased({ personId: erased ?? '' })) ??
    whenArchived(survivor, survivorId) ??
    whenArchived(duplicate, duplicateId) ??
    when(
      settings.policies.mergedDuplicate === 'delete' && count > 0,
      CustomerHasDocuments({ customerId: duplicateId, count }),
    )
  )
}

/**
 * Makes one customer of two: the survivor keeps its group and what it has, and takes over what it lacks; permissions
 * never widen (4-P17, 4-P18, 4-P18b, INV-16). The duplicate stays readable and points to the survivor.
 */
export const mergeCustomers = steppedDecision({
  command: MergeCustomers,
  reads,
  decide: (states, data, meta) => {
    const { survivorId, duplicateId } = data
    return (
      unlessMergeable(states, data) ??
      accept(
        write(customerStream(survivorId), ...absorbing(states, data, meta)),
        write(customerStream(duplicateId), ...goingInto(survivorId, states.settings)),
      )
    )
  },
})
