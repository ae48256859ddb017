import { bulk } from '../../kernel/bulk.js'
import { accept, decision, nothing, type Outcome, when, whenFound, write } from '../../kernel/decision.js'
import type { DataOf } from '../../kernel/message.js'
import {
  AddCustomersToSpecialGroup,
  AddCustomerToGroup,
  AddCustomerToSpecialGroup,
  MoveCustomersToGroup,
  MoveCustomerToGroup,
  RemoveCustomerFromGroup,
  RemoveCustomerFromSpecialGroup,
  SetCustomerGroups,
} from '../../model/customer/commands.js'
import {
  CustomerAddedToGroup,
  CustomerAddedToSpecialGroup,
  CustomerMovedToGroup,
  CustomerRemovedFromGroup,
  CustomerRemovedFromSpecialGroup,
} from '../../model/customer/events.js'
import {
  CustomerAlreadyHasGroup,
  CustomerAlreadyInGroup,
  NotInGroup,
  noCustomer,
  noOpenCustomer,
  TooManyGroups,
  unlessCustomer,
  WrongMembershipPolicy,
  whenArchived,
} from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { noAssignableGroup, unlessAssignable } from '../../model/customer-groups/rejections.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'
import { SpecialGroupNotFound, unlessSpecialGroup } from '../../model/special-groups/rejections.js'
import { specialGroupsStream } from '../../model/special-groups/state.js'

const reads = ({ customerId }: { readonly customerId: string }) => ({
  customer: customerStream(customerId),
  groups: customerGroupsStream,
  settings: settingsStream,
})

const isSingle = ({ policies }: Settings): boolean => policies.groupMembership === 'single'

const whenMultiple = (settings: Settings): Outcome | null =>
  when(!isSingle(settings), WrongMembershipPolicy({ groupMembership: settings.policies.groupMembership }))

/** The states that rules on the groups of a customer read. */
export type Joining = { readonly customer: Customer; readonly groups: CustomerGroups; readonly settings: Settings }

/** Refuses only joining for an archived customer: it may leave groups, so that they can be emptied and deleted. */
const whenJoining = (customer: Customer, customerId: string, joined: readonly string[]): Outcome | null =>
  joined.length === 0 ? null : whenArchived(customer, customerId)

/** Moves a customer: one event leaves the old group and enters the new one. */
const moveToGroup = (
  { customer, groups, settings }: Joining,
  { customerId, groupId }: DataOf<typeof MoveCustomerToGroup>,
): Outcome => {
  const from = customer.groups[0] ?? null
  return (
    unlessCustomer(customer, customerId) ??
    whenMultiple(settings) ??
    when(from === groupId, unchangedOr(settings, CustomerAlreadyInGroup({ groupId }))) ??
    (groupId === null ? null : unlessAssignable(groups, groupId)) ??
    whenJoining(customer, customerId, groupId === null ? [] : [groupId]) ??
    accept(write(customerStream(customerId), CustomerMovedToGroup({ from, to: groupId })))
  )
}

export const moveCustomerToGroup = decision({
  command: MoveCustomerToGroup,
  appends: [CustomerMovedToGroup],
  rejects: [...noOpenCustomer, WrongMembershipPolicy, CustomerAlreadyInGroup, ...noAssignableGroup],
  reads,
  decide: moveToGroup,
})

export const moveCustomersToGroup = bulk({
  command: MoveCustomersToGroup,
  of: moveCustomerToGroup,
  each: ({ customerIds, groupId }) =>
    Array.from(new Set(customerIds), (customerId) => ({
      command: MoveCustomerToGroup({ customerId, groupId }),
      about: { customerId },
    })),
})

/** Adds a customer to a group. Under `single`, a first group is a move from no group, and a second one is refused. */
const addToGroup = (
  { customer, groups, settings }: Joining,
  { customerId, groupId }: DataOf<typeof AddCustomerToGroup>,
): Outcome => {
  const [current] = customer.groups
  const event = isSingle(settings)
    ? CustomerMovedToGroup({ from: null, to: groupId })
    : CustomerAddedToGroup({ groupId })
  return (
    unlessCustomer(customer, customerId) ??
    when(customer.groups.includes(groupId), unchangedOr(settings, CustomerAlreadyInGroup({ groupId }))) ??
    unlessAssignable(groups, groupId) ??
    whenFound(isSingle(settings) ? current : null, (held) => CustomerAlreadyHasGroup({ groupId: held })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), event))
  )
}

export const addCustomerToGroup = decision({
  command: AddCustomerToGroup,
  appends: [CustomerMovedToGroup, CustomerAddedToGroup],
  rejects: [...noOpenCustomer, CustomerAlreadyInGroup, ...noAssignableGroup, CustomerAlreadyHasGroup],
  reads,
  decide: addToGroup,
})

/** Adds a customer selected in a group's form: moves it, or, under `multiple`, adds the group. */
export const putIntoGroup = (joining: Joining, chosen: DataOf<typeof AddCustomerToGroup>): Outcome => {
  const { customer, settings } = joining
  return (
    unlessCustomer(customer, chosen.customerId) ??
    when(customer.groups.includes(chosen.groupId), nothing) ??
    (isSingle(settings) ? moveToGroup : addToGroup)(joining, chosen)
  )
}

export const removeCustomerFromGroup = decision({
  command: RemoveCustomerFromGroup,
  appends: [CustomerMovedToGroup, CustomerRemovedFromGroup],
  rejects: [...noCustomer, NotInGroup],
  reads,
  decide: ({ customer, settings }, { customerId, groupId }) => {
    const event = isSingle(settings)
      ? CustomerMovedToGroup({ from: groupId, to: null })
      : CustomerRemovedFromGroup({ groupId })
    return (
      unlessCustomer(customer, customerId) ??
      when(!customer.groups.includes(groupId), unchangedOr(settings, NotInGroup({ groupId }))) ??
      accept(write(customerStream(customerId), event))
    )
  },
})

const setUnderSingle = (customerId: string, from: string | null, to: string | null): Outcome =>
  from === to ? nothing : accept(write(customerStream(customerId), CustomerMovedToGroup({ from, to })))

/** Sets the groups of a customer: adds the missing ones, removes the others. */
export const setCustomerGroups = decision({
  command: SetCustomerGroups,
  appends: [CustomerMovedToGroup, CustomerRemovedFromGroup, CustomerAddedToGroup],
  rejects: [...noAssignableGroup, ...noOpenCustomer, TooManyGroups],
  reads,
  decide: ({ customer, groups, settings }, { customerId, groupIds }) => {
    const wanted = [...new Set(groupIds)]
    const removed = customer.groups.filter((groupId) => !wanted.includes(groupId))
    const added = wanted.filter((groupId) => !customer.groups.includes(groupId))
    const refusalOfAdded = added.map((groupId) => unlessAssignable(groups, groupId)).find((refusal) => refusal !== null)
    return (
      unlessCustomer(customer, customerId) ??
      when(isSingle(settings) && wanted.length > 1, TooManyGroups({ max: 1 })) ??
      when(removed.length + added.length === 0, nothing) ??
      refusalOfAdded ??
      whenJoining(customer, customerId, added) ??
      when(isSingle(settings), setUnderSingle(customerId, customer.groups[0] ?? null, wanted[0] ?? null)) ??
      accept(
        write(
          customerStream(customerId),
          ...removed.map((groupId) => CustomerRemovedFromGroup({ groupId })),
          ...added.map((groupId) => CustomerAddedToGroup({ groupId })),
        ),
      )
    )
  },
})

const specialReads = ({ customerId }: { readonly customerId: string }) => ({
  customer: customerStream(customerId),
  groups: specialGroupsStream,
})

/** Adds a customer to a special group; these are independent of customer groups. */
export const addCustomerToSpecialGroup = decision({
  command: AddCustomerToSpecialGroup,
  appends: [CustomerAddedToSpecialGroup],
  rejects: [...noOpenCustomer, SpecialGroupNotFound],
  reads: specialReads,
  decide: ({ customer, groups }, { customerId, specialGroupId }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.specialGroups.includes(specialGroupId), nothing) ??
    unlessSpecialGroup(groups, specialGroupId) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), CustomerAddedToSpecialGroup({ specialGroupId }))),
})

export const addCustomersToSpecialGroup = bulk({
  command: AddCustomersToSpecialGroup,
  of: addCustomerToSpecialGroup,
  each: ({ customerIds, specialGroupId }) =>
    Array.from(new Set(customerIds), (customerId) => ({
      command: AddCustomerToSpecialGroup({ customerId, specialGroupId }),
      about: { customerId },
    })),
})

export const removeCustomerFromSpecialGroup = decision({
  command: RemoveCustomerFromSpecialGroup,
  appends: [CustomerRemovedFromSpecialGroup],
  rejects: [...noCustomer, SpecialGroupNotFound],
  reads: specialReads,
  decide: ({ customer, groups }, { customerId, specialGroupId }) =>
    unlessCustomer(customer, customerId) ??
    unlessSpecialGroup(groups, specialGroupId) ??
    when(!customer.specialGroups.includes(specialGroupId), nothing) ??
    accept(write(customerStream(customerId), CustomerRemovedFromSpecialGroup({ specialGroupId }))),
})
