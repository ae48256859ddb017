import { unlessEmployee } from '../../employee/rejections.js'
import { employeeStream } from '../../employee/state.js'
import { accept, decision, newId, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import type { Settings } from '../../settings/state.js'
import { settingsStream } from '../../settings/state.js'
import {
  ArchiveCustomerGroup,
  CreateCustomerGroup,
  GrantGroupVisibility,
  MoveCustomerGroup,
  RenameCustomerGroup,
  RestoreCustomerGroup,
  RevokeGroupVisibility,
  SetGroupCostObjects,
  SetGroupLedgerAccount,
  SetGroupNumberingStart,
} from '../commands.js'
import {
  CustomerGroupArchived,
  CustomerGroupCreated,
  CustomerGroupMoved,
  CustomerGroupRenamed,
  CustomerGroupRestored,
  GroupCostObjectsSet,
  GroupLedgerAccountSet,
  GroupNumberingStartSet,
  GroupVisibilityGranted,
  GroupVisibilityRevoked,
} from '../events.js'
import {
  EmployeeNotSalesperson,
  GroupAlreadyExists,
  GroupHierarchyCycle,
  GroupHierarchyTooDeep,
  GroupNotFound,
  HierarchyNotEnabled,
  InvalidLedgerAccount,
  InvalidNumberingStart,
  unlessGoodName,
  unlessGroup,
} from '../rejections.js'
import { type CustomerGroups, customerGroupsStream } from '../state.js'
import { heightOf, lineOf } from '../tree.js'

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

export const createCustomerGroup = decision({
  command: CreateCustomerGroup,
  reads,
  decide: ({ groups, settings }, data, meta) => {
    const { groupId = newId(meta), name, parentId = null } = data
    const known = groups.byId.get(groupId)
    return (
      when(known?.name === name.trim() && known.parentId === parentId, nothing) ??
      when(known !== undefined, GroupAlreadyExists({ groupId })) ??
      unlessGoodName(groups, settings, { name, parentId, except: null }) ??
      unlessParent(groups, settings, parentId, 1) ??
      accept(write(customerGroupsStream, CustomerGroupCreated({ groupId, name: name.trim(), parentId })))
    )
  },
})

export const renameCustomerGroup = decision({
  command: RenameCustomerGroup,
  reads,
  decide: ({ groups, settings }, { groupId, name }) => {
    const group = groups.byId.get(groupId)
    if (group === undefined) return GroupNotFound({ groupId })
    const to = name.trim()
    return (
      unlessGoodName(groups, settings, { name, parentId: group.parentId, except: groupId }) ??
      when(group.name === to, nothing) ??
      accept(write(customerGroupsStream, CustomerGroupRenamed({ groupId, from: group.name, to })))
    )
  },
})

const pathDown = (groups: CustomerGroups, from: string, to: string | null): readonly string[] => {
  const line = lineOf(groups, to).map(({ groupId }) => groupId)
  return line.slice(0, line.indexOf(from) + 1).reverse()
}

export const moveCustomerGroup = decision({
  command: MoveCustomerGroup,
  reads,
  decide: ({ groups, settings }, { groupId, newParentId }) => {
    const group = groups.byId.get(groupId)
    if (group === undefined) return GroupNotFound({ groupId })
    const cycle = pathDown(groups, groupId, newParentId)
    return (
      when(group.parentId === newParentId, nothing) ??
      when(cycle.length > 0, GroupHierarchyCycle({ path: cycle })) ??
      unlessParent(groups, settings, newParentId, heightOf(groups, groupId)) ??
      unlessGoodName(groups, settings, { name: group.name, parentId: newParentId, except: groupId }) ??
      accept(write(customerGroupsStream, CustomerGroupMoved({ groupId, from: group.parentId, to: newParentId })))
    )
  },
})

export const setGroupNumberingStart = decision({
  command: SetGroupNumberingStart,
  reads,
  decide: ({ groups }, { groupId, start }) => {
    const group = groups.byId.get(groupId)
    if (group === undefined) return GroupNotFound({ groupId })
    const previous = group.numberingStart
    return (
      when(start !== null && start < 1, InvalidNumberingStart({ start: start ?? 0 })) ??
      when(previous === start, nothing) ??
      accept(write(customerGroupsStream, GroupNumberingStartSet({ groupId, start, previous })))
    )
  },
})

const ledgerAccount = /^\d{1,10}$/

export const setGroupLedgerAccount = decision({
  command: SetGroupLedgerAccount,
  reads,
  decide: ({ groups }, { groupId, account }) => {
    const group = groups.byId.get(groupId)
    if (group === undefined) return GroupNotFound({ groupId })
    const previous = group.ledgerAccount
    return (
      when(account !== null && !ledgerAccount.test(account), InvalidLedgerAccount({ account: account ?? '' })) ??
      when(previous === account, nothing) ??
      accept(write(customerGroupsStream, GroupLedgerAccountSet({ groupId, account, previous })))
    )
  },
})

export const setGroupCostObjects = decision({
  command: SetGroupCostObjects,
  reads,
  decide: ({ groups }, { groupId, costObjects }) => {
    const group = groups.byId.get(groupId)
    if (group === undefined) return GroupNotFound({ groupId })
    const previous = group.costObjects
    return JSON.stringify(previous) === JSON.stringify(costObjects)
      ? nothing
      : accept(write(customerGroupsStream, GroupCostObjectsSet({ groupId, costObjects, previous })))
  },
})

export const grantGroupVisibility = decision({
  command: GrantGroupVisibility,
  reads: ({ employeeId }) => ({ groups: customerGroupsStream, employee: employeeStream(employeeId) }),
  decide: ({ groups, employee }, { groupId, employeeId }) =>
    unlessGroup(groups, groupId) ??
    unlessEmployee(employee, employeeId) ??
    when(!employee.salesperson, EmployeeNotSalesperson({ employeeId })) ??
    when(groups.byId.get(groupId)?.visibleTo.includes(employeeId) === true, nothing) ??
    accept(write(customerGroupsStream, GroupVisibilityGranted({ groupId, employeeId }))),
})

export const revokeGroupVisibility = decision({
  command: RevokeGroupVisibility,
  reads,
  decide: ({ groups }, { groupId, employeeId }) =>
    unlessGroup(groups, groupId) ??
    when(groups.byId.get(groupId)?.visibleTo.includes(employeeId) !== true, nothing) ??
    accept(write(customerGroupsStream, GroupVisibilityRevoked({ groupId, employeeId }))),
})

export const archiveCustomerGroup = decision({
  command: ArchiveCustomerGroup,
  reads,
  decide: ({ groups }, { groupId }) =>
    unlessGroup(groups, groupId) ??
    when(groups.byId.get(groupId)?.archived === true, nothing) ??
    accept(write(customerGroupsStream, CustomerGroupArchived({ groupId }))),
})

export const restoreCustomerGroup = decision({
  command: RestoreCustomerGroup,
  reads,
  decide: ({ groups }, { groupId }) =>
    unlessGroup(groups, groupId) ??
    when(groups.byId.get(groupId)?.archived === false, nothing) ??
    accept(write(customerGroupsStream, CustomerGroupRestored({ groupId }))),
})
