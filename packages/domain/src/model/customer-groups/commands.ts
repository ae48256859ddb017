import { CustomerId, EmployeeId, GroupId } from '../../ids.js'
import { integer, listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { CostObject } from './events.js'

/** `groupId` defaults to a new id. */
export const CreateCustomerGroup = command('CreateCustomerGroup', {
  groupId: optional(GroupId),
  name: text,
  parentId: optional(nullable(GroupId)),
})

export const RenameCustomerGroup = command('RenameCustomerGroup', { groupId: GroupId, name: text })

export const MoveCustomerGroup = command('MoveCustomerGroup', { groupId: GroupId, newParentId: nullable(GroupId) })

/** `start: null` removes the start. */
export const SetGroupNumberingStart = command('SetGroupNumberingStart', { groupId: GroupId, start: nullable(integer) })

export const SetGroupLedgerAccount = command('SetGroupLedgerAccount', { groupId: GroupId, account: nullable(text) })

export const SetGroupCostObjects = command('SetGroupCostObjects', { groupId: GroupId, costObjects: listOf(CostObject) })

export const GrantGroupVisibility = command('GrantGroupVisibility', { groupId: GroupId, employeeId: EmployeeId })
export const RevokeGroupVisibility = command('RevokeGroupVisibility', { groupId: GroupId, employeeId: EmployeeId })

/**
 * Saves the form of a group as one command: omitted fields stay unchanged. Creates the group if it is new or has no
 * `groupId`. `salespersonIds` is the whole visibility list, `customerIds` the whole set of members: members not listed
 * leave the group, except those the actor may not see.
 */
export const SaveCustomerGroup = command('SaveCustomerGroup', {
  groupId: optional(GroupId),
  name: optional(text),
  parentId: optional(nullable(GroupId)),
  numberingStart: optional(nullable(integer)),
  ledgerAccount: optional(nullable(text)),
  costObjects: optional(listOf(CostObject)),
  salespersonIds: optional(listOf(EmployeeId)),
  customerIds: optional(listOf(CustomerId)),
})

export const DeleteCustomerGroup = command('DeleteCustomerGroup', { groupId: GroupId })
export const ArchiveCustomerGroup = command('ArchiveCustomerGroup', { groupId: GroupId })
export const RestoreCustomerGroup = command('RestoreCustomerGroup', { groupId: GroupId })

export const customerGroupCommands = {
  CreateCustomerGroup,
  RenameCustomerGroup,
  MoveCustomerGroup,
  SetGroupNumberingStart,
  SetGroupLedgerAccount,
  SetGroupCostObjects,
  GrantGroupVisibility,
  RevokeGroupVisibility,
  SaveCustomerGroup,
  DeleteCustomerGroup,
  ArchiveCustomerGroup,
  RestoreCustomerGroup,
}
