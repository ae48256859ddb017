import { accept, decision, type Meta, newId, type Outcome, type Write, when, write } from '../../kernel/decision.js'
import { nonBlankFields } from '../../kernel/input/codec.js'
import type { DataOf } from '../../kernel/message.js'
import { noChoosableValue, unlessChoosable } from '../../model/classifiers/rejections.js'
import { type Classifiers, classifiersStream } from '../../model/classifiers/state.js'
import { RegisterCustomer } from '../../model/customer/commands.js'
import type { CustomerKind } from '../../model/customer/details.js'
import {
  CustomerAddedToGroup,
  CustomerMovedToGroup,
  CustomerNumberAssigned,
  CustomerRegistered,
} from '../../model/customer/events.js'
import {
  CustomerAlreadyRegistered,
  MissingRequiredField,
  OwnerRequired,
  TooManyGroups,
} from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { noAssignableGroup, unlessAssignable } from '../../model/customer-groups/rejections.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { CustomerNumberReserved } from '../../model/customer-numbers/events.js'
import { NumberSeriesExhausted, noFreeNumber, unlessFreeNumber } from '../../model/customer-numbers/rejections.js'
import {
  type CustomerNumbers,
  customerNumbersStream,
  lastNumberOf,
  nextNumber,
  sourceFor,
} from '../../model/customer-numbers/state.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { type Employee, employeeStream, isActiveOn } from '../../model/employee/state.js'
import { noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { ResponsibleAssigned } from '../../model/responsibilities/events.js'
import { noUsableRole } from '../../model/roles/rejections.js'
import { type Roles, rolesStream } from '../../model/roles/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { assignmentEvent } from '../responsibilities/assign.js'
import { unlessUsableRole } from '../responsibilities/usable-role.js'

/** The states that a registration reads. */
export type RegisteringStates = {
  readonly customer: Customer
  readonly numbers: CustomerNumbers
  readonly groups: CustomerGroups
  readonly classifiers: Classifiers
  readonly roles: Roles
  readonly settings: Settings
  readonly owner: Employee
  readonly manager: Employee
  /** The person that the customer names, which has to exist; without it, one that is registered with the customer. */
  readonly person?: Person
}

type Registration = Omit<DataOf<typeof RegisterCustomer>, 'kind'> & { readonly kind: CustomerKind }

export const registeringReads = (
  { customerId, ownerId, responsibleManager }: Pick<Registration, 'customerId' | 'ownerId' | 'responsibleManager'>,
  { by }: Meta,
) => ({
  customer: customerStream(customerId),
  numbers: customerNumbersStream,
  groups: customerGroupsStream,
  classifiers: classifiersStream,
  roles: rolesStream,
  settings: settingsStream,
  owner: employeeStream(ownerId ?? by),
  manager: employeeStream(responsibleManager ?? ''),
})

/** The distinct groups a new customer joins. */
const groupsOf = ({ groupId, groupIds = [] }: Registration): readonly string[] => [
  ...new Set(groupId == null ? groupIds : [groupId, ...groupIds]),
]

const givenValue: { readonly [field: string]: (data: Registration) => unknown } = {
  name: ({ name }) => name?.trim(),
  segment: ({ segment }) => segment,
  status: ({ status }) => status,
  attractionChannel: ({ attractionChannel }) => attractionChannel,
  responsibleManager: ({ responsibleManager }) => responsibleManager,
  group: (data) => groupsOf(data)[0],
}

/** Returns all required fields that are missing; a name is always required. */
const missingFields = (data: Registration, { policies }: Settings): readonly string[] =>
  ['name', ...policies.requiredFields.filter((field) => field !== 'name')].filter((field) => !givenValue[field]?.(data))

const classificationFields = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

const unlessChoosableValues = (data: Registration, { classifiers }: RegisteringStates): Outcome | null => {
  for (const catalogue of classificationFields) {
    const value = data[catalogue]
    const refusal = value == null ? null : unlessChoosable(classifiers, catalogue, value)
    if (refusal !== null) return refusal
  }
  return null
}

const unlessJoinable = (data: Registration, { groups, settings }: RegisteringStates): Outcome | null => {
  const joined = groupsOf(data)
  const isSingle = settings.policies.groupMembership === 'single'
  return (
    when(isSingle && joined.length > 1, TooManyGroups({ max: 1 })) ??
    joined.map((groupId) => unlessAssignable(groups, groupId)).find((refusal) => refusal !== null) ??
    null
  )
}

const ownerOf = ({ ownerId }: Registration, { owner }: RegisteringStates, { by, today }: Meta): string | null =>
  ownerId === undefined ? (isActiveOn(owner, today) ? by : null) : ownerId

const unlessValidOwner = (data: Registration, states: RegisteringStates, meta: Meta): Outcome | null => {
  const ownerId = ownerOf(data, states, meta)
  const { customerId } = data
  if (ownerId === null) return when(data.private === true, OwnerRequired({ customerId }))
  return unlessActiveFor(states.owner, ownerId, { from: meta.today, until: null })
}

const unlessValidManager = (data: Registration, states: RegisteringStates, { today }: Meta): Outcome | null =>
  data.responsibleManager == null
    ? null
    : (unlessActiveFor(states.manager, data.responsibleManager, { from: today, until: null }) ??
      unlessUsableRole(states.settings, states.roles, 'responsibleManager', 'customer'))

const unlessNamedPerson = ({ personId }: Registration, { person }: RegisteringStates): Outcome | null =>
  person === undefined || personId == null ? null : unlessPerson(person, personId)

/** Returns the number of a new customer: the given one, else the next of its series, else `null`. */
const numberFor = (data: Registration, { numbers, groups, settings }: RegisteringStates): number | Outcome | null => {
  if (data.number != null) return unlessFreeNumber(numbers, data.number, data.customerId) ?? data.number
  const source = sourceFor(numbers, groups, settings, {
    groupId: groupsOf(data)[0] ?? null,
    kind: data.customerKind ?? null,
  })
  if (source === null) return null
  const { seriesId } = source
  const end = lastNumberOf(source)
  return nextNumber(numbers, source) ?? NumberSeriesExhausted({ seriesId: seriesId ?? '', end })
}

const registrationEvent = (data: Registration, ownerId: string | null) =>
  CustomerRegistered({
    customerId: data.customerId,
    kind: data.kind,
    name: data.name?.trim() ?? '',
    personId: data.personId ?? null,
    segment: data.segment ?? null,
    status: data.status ?? null,
    attractionChannel: data.attractionChannel ?? null,
    customerKind: data.customerKind ?? null,
    ownerId,
    private: data.private ?? false,
    ...(data.contactInfo === undefined ? {} : { contactInfo: nonBlankFields(data.contactInfo) }),
  })

const joinEvent = (groupId: string, { policies }: Settings) =>
  policies.groupMembership === 'single'
    ? CustomerMovedToGroup({ from: null, to: groupId })
    : CustomerAddedToGroup({ groupId })

const managerAssignment = (employeeId: string, meta: Meta) =>
  assignmentEvent({ employeeId, roleId: 'responsibleManager', from: meta.today, until: null }, newId(meta))

/** The events of a registration. */
export const registrationEvents = [
  CustomerNumberReserved,
  CustomerRegistered,
  CustomerNumberAssigned,
  CustomerMovedToGroup,
  CustomerAddedToGroup,
  ResponsibleAssigned,
] as const

/** The rejections of a registration. */
export const notRegistrable = [
  MissingRequiredField,
  CustomerAlreadyRegistered,
  ...noChoosableValue,
  ...noAssignableGroup,
  TooManyGroups,
  OwnerRequired,
  ...noActiveEmployee,
  ...noUsableRole,
  ...noFreeNumber,
  NumberSeriesExhausted,
] as const

/** Creates the writes of a registration: the reserved number first, then further writes, then the customer. */
export const registrationWrites = (
  data: Registration,
  states: RegisteringStates,
  meta: Meta,
  furtherWrites: readonly Write[] = [],
): Outcome => {
  const { customerId } = data
  const fields = missingFields(data, states.settings)
  const refusal =
    when(states.customer.registered, CustomerAlreadyRegistered({ customerId })) ??
    unlessNamedPerson(data, states) ??
    when(fields.length > 0, MissingRequiredField({ fields })) ??
    unlessChoosableValues(data, states) ??
    unlessJoinable(data, states) ??
    unlessValidOwner(data, states, meta) ??
    unlessValidManager(data, states, meta)
  if (refusal !== null) return refusal
  const number = numberFor(data, states)
  if (number !== null && typeof number !== 'number') return number
  return accept(
    write(customerNumbersStream, ...(number === null ? [] : [CustomerNumberReserved({ number, customerId })])),
    ...furtherWrites,
    write(
      customerStream(customerId),
      registrationEvent(data, ownerOf(data, states, meta)),
      ...(number === null ? [] : [CustomerNumberAssigned({ number })]),
      ...groupsOf(data).map((groupId) => joinEvent(groupId, states.settings)),
      ...(data.responsibleManager == null ? [] : [managerAssignment(data.responsibleManager, meta)]),
    ),
  )
}

/** Registers a customer; a person that it names has to exist. */
export const registerCustomer = decision({
  command: RegisterCustomer,
  appends: registrationEvents,
  rejects: [...notRegistrable, ...noPerson],
  reads: (data, meta) => ({ ...registeringReads(data, meta), person: personStream(data.personId ?? '') }),
  decide: (states, data, meta) => registrationWrites({ ...data, kind: data.kind ?? 'company' }, states, meta),
})
