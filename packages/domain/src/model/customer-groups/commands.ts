import { CustomerId, EmployeeId, GroupId } from '../../ids.js'
import { integer, listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { CostObject } from './events.js'

/** `groupId` defaults to a new id. */
export const CreateCustomerGroup = command(
  'CreateCustomerGroup',
  {
    groupId: optional(GroupId),
    name: text,
    parentId: optional(nullable(GroupId)),
  },
  'Creates a customer group, below another if one is given.',
)

export const RenameCustomerGroup = command(
  'RenameCustomerGroup',
  { groupId: GroupId, name: text },
  'Renames a customer group.',
)

export const MoveCustomerGroup = command(
  'MoveCustomerGroup',
  { groupId: GroupId, newParentId: nullable(GroupId) },
  'Moves a customer group below another, or to the top.',
)

/** `start: null` removes the start. */
export const SetGroupNumberingStart = command(
  'SetGroupNumberingStart',
  { groupId: GroupId, start: nullable(integer) },
  'Sets the number at which the customers of a group begin to be numbered.',
)

export const SetGroupLedgerAccount = command(
  'SetGroupLedgerAccount',
  { groupId: GroupId, account: nullable(text) },
  'Sets the ledger account of a customer group.',
)

export const SetGroupCostObjects = command(
  'SetGroupCostObjects',
  { groupId: GroupId, costObjects: listOf(CostObject) },
  'Sets the cost objects of a customer group.',
)

export const GrantGroupVisibility = command(
  'GrantGroupVisibility',
  { groupId: GroupId, employeeId: EmployeeId },
  'Shows the customers of a closed group to a salesperson.',
)
export const RevokeGroupVisibility = command(
  'RevokeGroupVisibility',
  { groupId: GroupId, employeeId: EmployeeId },
  'Hides the customers of a closed group from a salesperson.',
)

/**
 * Saves the form of a group as one command: omitted fields stay unchanged. Creates the group if it is new or has no
 * `groupId`. `salespersonIds` is the whole visibility list, `customerIds` the whole set of members: members not listed
 * leave the group, except those the actor may not see.
 */
export const SaveCustomerGroup = command(
  'SaveCustomerGroup',
  {
    groupId: optional(GroupId),
    name: optional(text),
    parentId: optional(nullable(GroupId)),
    numberingStart: optional(nullable(integer)),
    ledgerAccount: optional(nullable(text)),
    costObjects: optional(listOf(CostObject)),
    salespersonIds: optional(listOf(EmployeeId)),
    customerIds: optional(listOf(CustomerId)),
  },
  'Saves the form of a customer group: creates or changes it, with its salespersons and customers.',
)

export const DeleteCustomerGroup = command(
  'DeleteCustomerGroup',
  { groupId: GroupId },
  'Deletes a customer group; a policy says what becomes of its customers and subgroups.',
)
export const ArchiveCustomerGroup = command(
  'ArchiveCustomerGroup',
  { groupId: GroupId },
  'Archives a customer group, so that no customers are added to it.',
)
export const RestoreCustomerGroup = command(
  'RestoreCustomerGroup',
  { groupId: GroupId },
  'Restores an archived customer group.',
)

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
