// Stored forever: a released name or field is never changed, only superseded.
import { EmployeeId, GroupId } from '../../ids.js'
import { boolean, exactRecordOf, integer, listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** A dimension of cost accounting and the object on it. */
export const CostObject = exactRecordOf('CostObject', { dimension: text, value: text })

export const CustomerGroupCreated = event('CustomerGroupCreated', {
  groupId: GroupId,
  name: text,
  parentId: optional(nullable(GroupId)),
  predefined: optional(boolean),
})

export const CustomerGroupRenamed = event('CustomerGroupRenamed', { groupId: GroupId, from: text, to: text })

export const CustomerGroupMoved = event('CustomerGroupMoved', {
  groupId: GroupId,
  from: nullable(GroupId),
  to: nullable(GroupId),
})

/** `start` is the smallest number for customers registered in the group from now on. */
export const GroupNumberingStartSet = event('GroupNumberingStartSet', {
  groupId: GroupId,
  start: nullable(integer),
  previous: optional(nullable(integer)),
})

export const GroupLedgerAccountSet = event('GroupLedgerAccountSet', {
  groupId: GroupId,
  account: nullable(text),
  previous: optional(nullable(text)),
})

export const GroupCostObjectsSet = event('GroupCostObjectsSet', {
  groupId: GroupId,
  costObjects: listOf(CostObject),
  previous: optional(listOf(CostObject)),
})

export const GroupVisibilityGranted = event('GroupVisibilityGranted', { groupId: GroupId, employeeId: EmployeeId })
export const GroupVisibilityRevoked = event('GroupVisibilityRevoked', { groupId: GroupId, employeeId: EmployeeId })

export const CustomerGroupDeleted = event('CustomerGroupDeleted', { groupId: GroupId, name: optional(text) })
export const CustomerGroupArchived = event('CustomerGroupArchived', { groupId: GroupId })
export const CustomerGroupRestored = event('CustomerGroupRestored', { groupId: GroupId })

export const customerGroupEvents = {
  CustomerGroupCreated,
  CustomerGroupRenamed,
  CustomerGroupMoved,
  GroupNumberingStartSet,
  GroupLedgerAccountSet,
  GroupCostObjectsSet,
  GroupVisibilityGranted,
  GroupVisibilityRevoked,
  CustomerGroupDeleted,
  CustomerGroupArchived,
  CustomerGroupRestored,
}

export type CustomerGroupEvent = MessageOf<typeof customerGroupEvents>
