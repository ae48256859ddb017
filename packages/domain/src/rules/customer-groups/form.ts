import { idOfStream, type StreamOf } from '../../kernel/aggregate.js'
import {
  accept,
  joinWrites,
  type Meta,
  newId,
  type Outcome,
  reading,
  steppedDecision,
  type Write,
  type Writes,
  write,
} from '../../kernel/decision.js'
import type { Occurred, StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { CustomerAddedToGroup, CustomerMovedToGroup, CustomerRemovedFromGroup } from '../../model/customer/events.js'
import { customersInGroup } from '../../model/customer/memberships.js'
import {
  CustomerAlreadyHasGroup,
  CustomerAlreadyInGroup,
  noOpenCustomer,
  unlessCustomer,
  WrongMembershipPolicy,
} from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { SaveCustomerGroup } from '../../model/customer-groups/commands.js'
import {
  CustomerGroupCreated,
  CustomerGroupMoved,
  CustomerGroupRenamed,
  GroupCostObjectsSet,
  GroupLedgerAccountSet,
  GroupNumberingStartSet,
  GroupVisibilityGranted,
  GroupVisibilityRevoked,
} from '../../model/customer-groups/events.js'
import {
  EmployeeNotSalesperson,
  GroupAlreadyExists,
  GroupHierarchyCycle,
  GroupHierarchyTooDeep,
  HierarchyNotEnabled,
  InvalidLedgerAccount,
  InvalidNumberingStart,
  noAssignableGroup,
  noGoodName,
} from '../../model/customer-groups/rejections.js'
import {
  type CustomerGroups,
  customerGroupsAggregate,
  customerGroupsStream,
} from '../../model/customer-groups/state.js'
import { EmployeeNotFound } from '../../model/employee/rejections.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { putIntoGroup } from '../customer/groups.js'
import { actorReads } from '../rights/actor.js'
import { isWithinReach, type Reach } from '../rights/reach.js'
import {
  decideCostObjects,
  decideLedgerAccount,
  decideNumberingStart,
  grantVisibility,
  revokeVisibility,
} from './catalogue.js'
import { createGroup, placeGroup } from './place.js'

type Form = DataOf<typeof SaveCustomerGroup>

/** One change of the form, decided on the groups after the changes before it. */
type Step = (groups: CustomerGroups) => Outcome

const groupIdOf = ({ groupId }: Form, meta: Meta): string => groupId ?? newId(meta)

const placeStep = ({ byId }: CustomerGroups, groupId: string, form: Form, settings: Settings): Step => {
  const known = byId.get(groupId)
  const { name = known?.name ?? '', parentId = known?.parentId ?? null } = form
  const place = known === undefined ? createGroup : placeGroup
  return (groups) => place({ groups, settings }, { groupId, name, parentId })
}

const stepIfGiven = <A>(value: A | undefined, step: (value: A) => Step): readonly Step[] =>
  value === undefined ? [] : [step(value)]

const accountingSteps = (groupId: string, { numberingStart, ledgerAccount, costObjects }: Form): readonly Step[] => [
  ...stepIfGiven(numberingStart, (start) => (groups) => decideNumberingStart(groups, { groupId, start })),
  ...stepIfGiven(ledgerAccount, (account) => (groups) => decideLedgerAccount(groups, { groupId, account })),
  ...stepIfGiven(costObjects, (objects) => (groups) => decideCostObjects(groups, { groupId, costObjects: objects })),
]

const salespersonSteps = (
  visibleTo: readonly string[],
  groupId: string,
  { salespersonIds }: Form,
  employeeOf: (employeeId: string) => Employee,
): readonly Step[] => {
  if (salespersonIds === undefined) return []
  const [selected, current] = [new Set(salespersonIds), new Set(visibleTo)]
  const removed = visibleTo.filter((employeeId) => !selected.has(employeeId))
  const added = [...selected].filter((employeeId) => !current.has(employeeId))
  return [
    ...removed.map(
      (employeeId): Step =>
        (groups) =>
          revokeVisibility(groups, { groupId, employeeId }),
    ),
    ...added.map(
      (employeeId): Step =>
        (groups) =>
          grantVisibility(groups, employeeOf(employeeId), { groupId, employeeId }),
    ),
  ]
}

type MembersForm = {
  readonly groupId: string
  readonly settings: Settings
  readonly members: readonly string[]
  customerOf(customerId: string): Customer
}

const sortedUnique = (customerIds: Iterable<string>): readonly string[] => [...new Set(customerIds)].sort()

const leaveStep = ({ groupId, settings, customerOf }: MembersForm, customerId: string): Step => {
  const event =
    settings.policies.groupMembership === 'single'
      ? CustomerMovedToGroup({ from: groupId, to: null })
      : CustomerRemovedFromGroup({ groupId })
  return () => unlessCustomer(customerOf(customerId), customerId) ?? accept(write(customerStream(customerId), event))
}

/** Applies the set of customers: selected ones join the group, members not selected leave it. */
const customerSteps = ({ customerIds }: Form, membersForm: MembersForm): readonly Step[] => {
  if (customerIds === undefined) return []
  const { groupId, settings, members, customerOf } = membersForm
  const selected = new Set(customerIds)
  const removed = members.filter((customerId) => !selected.has(customerId))
  return [
    ...sortedUnique(removed).map((customerId) => leaveStep(membersForm, customerId)),
    ...sortedUnique(customerIds).map(
      (customerId): Step =>
        (groups) =>
          putIntoGroup({ customer: customerOf(customerId), groups, settings }, { customerId, groupId }),
    ),
  ]
}

const groupsAfter = (groups: CustomerGroups, writes: Writes, { at }: Meta): CustomerGroups => {
  const events = writes.filter(({ stream }) => stream.name === customerGroupsStream.name).flatMap((one) => one.events)
  return customerGroupsAggregate.fold(
    groups,
    events.map((event): Occurred => ({ ...event, occurrence: { at } })),
  )
}

/** Applies all steps or none: returns the first refusal. */
const applySteps = (groups: CustomerGroups, steps: readonly Step[], meta: Meta): Outcome => {
  const writes: Write[] = []
  let currentGroups = groups
  for (const step of steps) {
    const outcome = step(currentGroups)
    if (outcome._tag === 'Left') return outcome
    writes.push(...outcome.right)
    currentGroups = groupsAfter(currentGroups, outcome.right, meta)
  }
  return accept(...joinWrites(writes))
}

const stateIn = <S>(states: ReadonlyMap<StreamName, S>, { name, aggregate }: StreamOf<S>): S =>
  states.get(name) ?? aggregate.initial

const reads = reading((form: Form, meta: Meta) => ({
  groups: customerGroupsStream,
  settings: settingsStream,
  actor: actorReads(meta).actor,
  employees: [...new Set(form.salespersonIds)].map(employeeStream),
  selected: [...new Set(form.customerIds)].map(customerStream),
  candidates: { index: customersInGroup, keys: form.customerIds === undefined ? [] : [groupIdOf(form, meta)] },
})).also((_form, _meta, { candidates }) => ({
  members: candidates.map((stream) => customerStream(idOfStream(stream))),
}))

type Members = ReadonlyMap<StreamName, Customer>

/** Returns the members the actor can see in the form: without merged ones and those out of the actor's reach. */
const shownMembers = (members: Members, groupId: string, reach: Reach): readonly string[] =>
  [...members]
    .filter(([, { groups, mergedInto, deleted }]) => groups.includes(groupId) && mergedInto === null && !deleted)
    .filter(([, customer]) => isWithinReach(reach, customer))
    .map(([stream]) => idOfStream(stream))

/** Saves the form of a group in one append; each change follows the rule of the corresponding command. */
export const saveCustomerGroup = steppedDecision({
  command: SaveCustomerGroup,
  appends: [
    CustomerGroupCreated,
    CustomerGroupRenamed,
    CustomerGroupMoved,
    GroupNumberingStartSet,
    GroupLedgerAccountSet,
    GroupCostObjectsSet,
    GroupVisibilityRevoked,
    GroupVisibilityGranted,
    CustomerMovedToGroup,
    CustomerRemovedFromGroup,
    CustomerAddedToGroup,
  ],
  rejects: [
    GroupAlreadyExists,
    ...noGoodName,
    HierarchyNotEnabled,
    ...noAssignableGroup,
    GroupHierarchyTooDeep,
    GroupHierarchyCycle,
    InvalidNumberingStart,
    InvalidLedgerAccount,
    EmployeeNotFound,
    EmployeeNotSalesperson,
    ...noOpenCustomer,
    WrongMembershipPolicy,
    CustomerAlreadyInGroup,
    CustomerAlreadyHasGroup,
  ],
  reads,
  decide: ({ groups, settings, actor, ...read }, form, meta) => {
    const groupId = groupIdOf(form, meta)
    const visibleTo = groups.byId.get(groupId)?.visibleTo ?? []
    const states: Members = new Map([...read.members, ...read.selected])
    const employeeOf = (employeeId: string): Employee => stateIn(read.employees, employeeStream(employeeId))
    const customerOf = (customerId: string): Customer => stateIn(states, customerStream(customerId))
    const members = shownMembers(read.members, groupId, { actor, groups, policies: settings.policies, meta })
    const steps = [
      placeStep(groups, groupId, form, settings),
      ...accountingSteps(groupId, form),
      ...salespersonSteps(visibleTo, groupId, form, employeeOf),
      ...customerSteps(form, { groupId, settings, members, customerOf }),
    ]
    return applySteps(groups, steps, meta)
  },
})
