import { accept, decision, nothing, type Outcome, when, whenFound, write } from '../../kernel/decision.js'
import type { DataOf } from '../../kernel/message.js'
import {
  ArchiveCustomerGroup,
  GrantGroupVisibility,
  RestoreCustomerGroup,
  RevokeGroupVisibility,
  SetGroupCostObjects,
  SetGroupLedgerAccount,
  SetGroupNumberingStart,
} from '../../model/customer-groups/commands.js'
import {
  CustomerGroupArchived,
  CustomerGroupRestored,
  GroupCostObjectsSet,
  GroupLedgerAccountSet,
  GroupNumberingStartSet,
  GroupVisibilityGranted,
  GroupVisibilityRevoked,
} from '../../model/customer-groups/events.js'
import {
  EmployeeNotSalesperson,
  GroupNotFound,
  InvalidLedgerAccount,
  InvalidNumberingStart,
  unlessGroup,
} from '../../model/customer-groups/rejections.js'
import { type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { EmployeeNotFound, unlessEmployee } from '../../model/employee/rejections.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'

const reads = () => ({ groups: customerGroupsStream })

export const decideNumberingStart = (
  groups: CustomerGroups,
  { groupId, start }: DataOf<typeof SetGroupNumberingStart>,
): Outcome => {
  const group = groups.byId.get(groupId)
  if (group === undefined) return GroupNotFound({ groupId })
  const previous = group.numberingStart
  return (
    whenFound(start, (wanted) => when(wanted < 1, InvalidNumberingStart({ start: wanted }))) ??
    when(previous === start, nothing) ??
    accept(write(customerGroupsStream, GroupNumberingStartSet({ groupId, start, previous })))
  )
}

export const setGroupNumberingStart = decision({
  command: SetGroupNumberingStart,
  appends: [GroupNumberingStartSet],
  rejects: [GroupNotFound, InvalidNumberingStart],
  reads,
  decide: ({ groups }, data) => decideNumberingStart(groups, data),
})

const ledgerAccount = /^\d{1,10}$/

export const decideLedgerAccount = (
  groups: CustomerGroups,
  { groupId, account }: DataOf<typeof SetGroupLedgerAccount>,
): Outcome => {
  const group = groups.byId.get(groupId)
  if (group === undefined) return GroupNotFound({ groupId })
  const previous = group.ledgerAccount
  return (
    whenFound(account, (wanted) => when(!ledgerAccount.test(wanted), InvalidLedgerAccount({ account: wanted }))) ??
    when(previous === account, nothing) ??
    accept(write(customerGroupsStream, GroupLedgerAccountSet({ groupId, account, previous })))
  )
}

export const setGroupLedgerAccount = decision({
  command: SetGroupLedgerAccount,
  appends: [GroupLedgerAccountSet],
  rejects: [GroupNotFound, InvalidLedgerAccount],
  reads,
  decide: ({ groups }, data) => decideLedgerAccount(groups, data),
})

export const decideCostObjects = (
  groups: CustomerGroups,
  { groupId, costObjects }: DataOf<typeof SetGroupCostObjects>,
): Outcome => {
  const group = groups.byId.get(groupId)
  if (group === undefined) return GroupNotFound({ groupId })
  const previous = group.costObjects
  return JSON.stringify(previous) === JSON.stringify(costObjects)
    ? nothing
    : accept(write(customerGroupsStream, GroupCostObjectsSet({ groupId, costObjects, previous })))
}

export const setGroupCostObjects = decision({
  command: SetGroupCostObjects,
  appends: [GroupCostObjectsSet],
  rejects: [GroupNotFound],
  reads,
  decide: ({ groups }, data) => decideCostObjects(groups, data),
})

type VisibilityGrant = DataOf<typeof GrantGroupVisibility>

const isShownTo = ({ byId }: CustomerGroups, { groupId, employeeId }: VisibilityGrant): boolean =>
  byId.get(groupId)?.visibleTo.includes(employeeId) === true

export const grantVisibility = (
  groups: CustomerGroups,
  employee: Employee,
  { groupId, employeeId }: VisibilityGrant,
): Outcome =>
  unlessGroup(groups, groupId) ??
  unlessEmployee(employee, employeeId) ??
  when(!employee.salesperson, EmployeeNotSalesperson({ employeeId })) ??
  when(isShownTo(groups, { groupId, employeeId }), nothing) ??
  accept(write(customerGroupsStream, GroupVisibilityGranted({ groupId, employeeId })))

export const grantGroupVisibility = decision({
  command: GrantGroupVisibility,
  appends: [GroupVisibilityGranted],
  rejects: [GroupNotFound, EmployeeNotFound, EmployeeNotSalesperson],
  reads: ({ employeeId }) => ({ groups: customerGroupsStream, employee: employeeStream(employeeId) }),
  decide: ({ groups, employee }, data) => grantVisibility(groups, employee, data),
})

export const revokeVisibility = (groups: CustomerGroups, { groupId, employeeId }: VisibilityGrant): Outcome =>
  unlessGroup(groups, groupId) ??
  when(!isShownTo(groups, { groupId, employeeId }), nothing) ??
  accept(write(customerGroupsStream, GroupVisibilityRevoked({ groupId, employeeId })))

export const revokeGroupVisibility = decision({
  command: RevokeGroupVisibility,
  appends: [GroupVisibilityRevoked],
  rejects: [GroupNotFound],
  reads,
  decide: ({ groups }, data) => revokeVisibility(groups, data),
})

export const archiveCustomerGroup = decision({
  command: ArchiveCustomerGroup,
  appends: [CustomerGroupArchived],
  rejects: [GroupNotFound],
  reads,
  decide: ({ groups }, { groupId }) =>
    unlessGroup(groups, groupId) ??
    when(groups.byId.get(groupId)?.archived === true, nothing) ??
    accept(write(customerGroupsStream, CustomerGroupArchived({ groupId }))),
})

export const restoreCustomerGroup = decision({
  command: RestoreCustomerGroup,
  appends: [CustomerGroupRestored],
  rejects: [GroupNotFound],
  reads,
  decide: ({ groups }, { groupId }) =>
    unlessGroup(groups, groupId) ??
    when(groups.byId.get(groupId)?.archived === false, nothing) ??
    accept(write(customerGroupsStream, CustomerGroupRestored({ groupId }))),
})
