import { accept, decision, newId, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import { CreateCustomerGroup, MoveCustomerGroup, RenameCustomerGroup } from '../../model/customer-groups/commands.js'
import { CustomerGroupCreated, CustomerGroupMoved, CustomerGroupRenamed } from '../../model/customer-groups/events.js'
import {
  GroupAlreadyExists,
  GroupHierarchyCycle,
  GroupHierarchyTooDeep,
  GroupNotFound,
  HierarchyNotEnabled,
  noGoodName,
  unlessGoodName,
  unlessGroup,
} from '../../model/customer-groups/rejections.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { heightOf, lineOf } from '../../model/customer-groups/tree.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'

const reads = () => ({ groups: customerGroupsStream, settings: settingsStream })

const unlessParent = (
  groups: CustomerGroups,
  { policies }: Settings,
  parentId: string | null,
  height: number,
): Outcome | null =>
  parentId === null
    ? null
    : (when(policies.groupHierarchy === 'flat', HierarchyNotEnabled({})) ??
      unlessGroup(groups, parentId) ??
      when(
        lineOf(groups, parentId).length + height > policies.maxGroupDepth,
        GroupHierarchyTooDeep({ max: policies.maxGroupDepth }),
      ))

/** The groups and settings that the rules of the catalogue read. */
export type Catalogue = { readonly groups: CustomerGroups; readonly settings: Settings }

/** The name and parent of a group. */
export type Place = { readonly groupId: string; readonly name: string; readonly parentId: string | null }

/** Creates a group. */
export const createGroup = ({ groups, settings }: Catalogue, { groupId, name, parentId }: Place): Outcome => {
  const known = groups.byId.get(groupId)
  return (
    when(known?.name === name.trim() && known.parentId === parentId, nothing) ??
    when(known !== undefined, GroupAlreadyExists({ groupId })) ??
    unlessGoodName(groups, settings, { name, parentId, except: null }) ??
    unlessParent(groups, settings, parentId, 1) ??
    accept(write(customerGroupsStream, CustomerGroupCreated({ groupId, name: name.trim(), parentId })))
  )
}

export const createCustomerGroup = decision({
  command: CreateCustomerGroup,
  appends: [CustomerGroupCreated],
  rejects: [GroupAlreadyExists, ...noGoodName, HierarchyNotEnabled, GroupNotFound, GroupHierarchyTooDeep],
  reads,
  decide: (catalogue, { groupId, name, parentId = null }, meta) =>
    createGroup(catalogue, { groupId: groupId ?? newId(meta), name, parentId }),
})

const pathDown = (groups: CustomerGroups, from: string, to: string | null): readonly string[] => {
  const line = lineOf(groups, to).map(({ groupId }) => groupId)
  return line.slice(0, line.indexOf(from) + 1).reverse()
}

/** Refuses unless a group can be moved below a parent. */
const unlessMovable = ({ groups, settings }: Catalogue, groupId: string, parentId: string | null): Outcome | null => {
  const cycle = pathDown(groups, groupId, parentId)
  return (
    when(cycle.length > 0, GroupHierarchyCycle({ path: cycle })) ??
    unlessParent(groups, settings, parentId, heightOf(groups, groupId))
  )
}

/** Renames or moves a group, or both; the name must be valid below the new parent. */
export const placeGroup = (catalogue: Catalogue, { groupId, name, parentId }: Place): Outcome => {
  const group = catalogue.groups.byId.get(groupId)
  if (group === undefined) return GroupNotFound({ groupId })
  const to = name.trim()
  const renames = group.name !== to
  const moves = group.parentId !== parentId
  return (
    when(!renames && !moves, nothing) ??
    (moves ? unlessMovable(catalogue, groupId, parentId) : null) ??
    unlessGoodName(catalogue.groups, catalogue.settings, { name, parentId, except: groupId }) ??
    accept(
      write(
        customerGroupsStream,
        ...(renames ? [CustomerGroupRenamed({ groupId, from: group.name, to })] : []),
        ...(moves ? [CustomerGroupMoved({ groupId, from: group.parentId, to: parentId })] : []),
      ),
    )
  )
}

const placeOf = ({ byId }: CustomerGroups, groupId: string): Place => ({
  groupId,
  name: byId.get(groupId)?.name ?? '',
  parentId: byId.get(groupId)?.parentId ?? null,
})

export const renameCustomerGroup = decision({
  command: RenameCustomerGroup,
  appends: [CustomerGroupRenamed, CustomerGroupMoved],
  rejects: [GroupNotFound, GroupHierarchyCycle, HierarchyNotEnabled, GroupHierarchyTooDeep, ...noGoodName],
  reads,
  decide: (catalogue, { groupId, name }) => placeGroup(catalogue, { ...placeOf(catalogue.groups, groupId), name }),
})

export const moveCustomerGroup = decision({
  command: MoveCustomerGroup,
  appends: [CustomerGroupRenamed, CustomerGroupMoved],
  rejects: [GroupNotFound, GroupHierarchyCycle, HierarchyNotEnabled, GroupHierarchyTooDeep, ...noGoodName],
  reads,
  decide: (catalogue, { groupId, newParentId }) =>
    placeGroup(catalogue, { ...placeOf(catalogue.groups, groupId), parentId: newParentId }),
})
