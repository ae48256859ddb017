import { idOfStream } from '../../kernel/aggregate.js'
import { accept, followUp, type Outcome, reading, type Write, when, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf, Message } from '../../kernel/message.js'
import { partedDecision } from '../../kernel/parted.js'
import { CustomerMovedToGroup, CustomerRemovedFromGroup } from '../../model/customer/events.js'
import { customersInGroup } from '../../model/customer/memberships.js'
import { type Customer, customerOfStream, customerStream } from '../../model/customer/state.js'
import { DeleteCustomerGroup } from '../../model/customer-groups/commands.js'
import { CustomerGroupArchived, CustomerGroupDeleted, CustomerGroupMoved } from '../../model/customer-groups/events.js'
import {
  GroupHasSubgroups,
  GroupNotEmpty,
  GroupNotFound,
  noGoodName,
  unlessGoodName,
  unlessGroup,
} from '../../model/customer-groups/rejections.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { subgroupsOf, subtreeOf } from '../../model/customer-groups/tree.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'

type Members = ReadonlyMap<StreamName, Customer>

/** Returns the groups to delete: the group, or with `cascade` all its descendants too, deepest first. */
const groupsToDelete = (groups: CustomerGroups, { policies }: Settings, groupId: string): readonly string[] =>
  policies.subgroupsOnDelete === 'cascade' ? subtreeOf(groups, groupId) : [groupId]

const reads = reading((_data: DataOf<typeof DeleteCustomerGroup>) => ({
  groups: customerGroupsStream,
  settings: settingsStream,
}))

const membersOf = (members: Members, deletedIds: ReadonlySet<string>): readonly (readonly [StreamName, Customer])[] =>
  [...members].filter(([, { groups }]) => groups.some((groupId) => deletedIds.has(groupId)))

/** Merged customers do not count, so they do not prevent the deletion of a group. */
const countOf = (members: Members, deletedIds: ReadonlySet<string>): number =>
  membersOf(members, deletedIds).filter(([, { mergedInto }]) => mergedInto === null).length

const leaveGroups = ({ groups }: Customer, deletedIds: ReadonlySet<string>, isSingle: boolean): Message[] =>
  groups
    .filter((groupId) => deletedIds.has(groupId))
    .map((groupId) =>
      isSingle && groups.length === 1
        ? CustomerMovedToGroup({ from: groupId, to: null, reason: 'groupDeleted' })
        : CustomerRemovedFromGroup({ groupId, reason: 'groupDeleted' }),
    )

const leavingWrites = (members: Members, deletedIds: ReadonlySet<string>, { policies }: Settings): readonly Write[] =>
  membersOf(members, deletedIds).map(([stream, customer]) => {
    const customerId = idOfStream(stream)
    return followUp(
      write(customerStream(customerId), ...leaveGroups(customer, deletedIds, policies.groupMembership === 'single')),
    )
  })

const moveSubgroupsUp = (groups: CustomerGroups, groupId: string): Message[] =>
  subgroupsOf(groups, groupId).map((child) =>
    CustomerGroupMoved({ groupId: child, from: groupId, to: groups.byId.get(groupId)?.parentId ?? null }),
  )

/** Refuses if a subgroup that moves up would get the name of a group that exists there. */
const unlessLiftable = (groups: CustomerGroups, settings: Settings, groupId: string): Outcome | null => {
  const parentId = groups.byId.get(groupId)?.parentId ?? null
  const remainingGroups = { ...groups, byId: new Map([...groups.byId].filter(([id]) => id !== groupId)) }
  const refusals = subgroupsOf(groups, groupId).map((child) =>
    unlessGoodName(remainingGroups, settings, { name: groups.byId.get(child)?.name ?? '', parentId, except: child }),
  )
  return refusals.find((refusal) => refusal !== null) ?? null
}

const deletionEvents = (groups: CustomerGroups, deletedIds: readonly string[]): Message[] =>
  deletedIds.map((groupId) => CustomerGroupDeleted({ groupId, name: groups.byId.get(groupId)?.name ?? '' }))

const archiveGroup = (groups: CustomerGroups, groupId: string): Outcome =>
  accept(
    write(
      customerGroupsStream,
      ...(groups.byId.get(groupId)?.archived === true ? [] : [CustomerGroupArchived({ groupId })]),
    ),
  )

/** Deletes a group, by the policies for its customers (archived ones too) and its subgroups. */
export const deleteCustomerGroup = partedDecision({
  command: DeleteCustomerGroup,
  appends: [
    CustomerMovedToGroup,
    CustomerRemovedFromGroup,
    CustomerGroupArchived,
    CustomerGroupMoved,
    CustomerGroupDeleted,
  ],
  rejects: [GroupNotFound, GroupHasSubgroups, GroupNotEmpty, ...noGoodName],
  reads,
  members: ({ groupId }, _meta, { groups, settings }) => ({
    members: {
      found: { index: customersInGroup, keys: groupsToDelete(groups, settings, groupId) },
      streamOf: customerOfStream,
    },
  }),
  change: ({ groups, settings, members }, { groupId }) => {
    const deletedIds = new Set(groupsToDelete(groups, settings, groupId))
    return { count: countOf(members, deletedIds), writes: leavingWrites(members, deletedIds, settings) }
  },
  sum: (counts) => counts.reduce((sum, count) => sum + count, 0),
  unless: ({ groups, settings }, memberCount, { groupId }) => {
    const { groupDeletion, subgroupsOnDelete } = settings.policies
    const subgroupIds = subgroupsOf(groups, groupId)
    return (
      unlessGroup(groups, groupId) ??
      when(subgroupsOnDelete === 'reject' && subgroupIds.length > 0, GroupHasSubgroups({ groupId, subgroupIds })) ??
      when(groupDeletion === 'emptyOnly' && memberCount > 0, GroupNotEmpty({ groupId, memberCount })) ??
      when(groupDeletion === 'archiveWhenInUse' && memberCount > 0, archiveGroup(groups, groupId)) ??
      (subgroupsOnDelete === 'liftToParent' ? unlessLiftable(groups, settings, groupId) : null)
    )
  },
  closes: ({ groups, settings }, _count, { groupId }) => [
    write(
      customerGroupsStream,
      ...(settings.policies.subgroupsOnDelete === 'liftToParent' ? moveSubgroupsUp(groups, groupId) : []),
      ...deletionEvents(groups, groupsToDelete(groups, settings, groupId)),
    ),
  ],
  closedBy: CustomerGroupDeleted,
})
