import { aggregate, catalogueOf, type Evolve } from '../../kernel/aggregate.js'
import type { CustomerGroupEvent } from './events.js'

type CostObjects = readonly { readonly dimension: string; readonly value: string }[]

export type CustomerGroup = {
  readonly groupId: string
  readonly name: string
  readonly parentId: string | null
  readonly numberingStart: number | null
  readonly ledgerAccount: string | null
  readonly costObjects: CostObjects
  /** The salespersons who may see the customers of the group; empty: no restriction. */
  readonly visibleTo: readonly string[]
  readonly archived: boolean
}

/** The groups that are not deleted, by id. */
export type CustomerGroups = {
  readonly byId: ReadonlyMap<string, CustomerGroup>
  readonly predefined: boolean
}

const initial: CustomerGroups = { byId: new Map(), predefined: false }

const evolve: Evolve<CustomerGroupEvent, CustomerGroups> = {
  CustomerGroupCreated:
    ({ groupId, name, parentId, predefined }) =>
    (groups) => {
      groups.predefined ||= predefined ?? false
      groups.byId.set(groupId, {
        groupId,
        name,
        parentId: parentId ?? null,
        numberingStart: null,
        ledgerAccount: null,
        costObjects: [],
        visibleTo: [],
        archived: false,
      })
    },
  CustomerGroupRenamed: ({ groupId, to }) => onGroup(groupId, (group) => ({ ...group, name: to })),
  CustomerGroupMoved: ({ groupId, to }) => onGroup(groupId, (group) => ({ ...group, parentId: to })),
  GroupNumberingStartSet: ({ groupId, start }) => onGroup(groupId, (group) => ({ ...group, numberingStart: start })),
  GroupLedgerAccountSet: ({ groupId, account }) => onGroup(groupId, (group) => ({ ...group, ledgerAccount: account })),
  GroupCostObjectsSet: ({ groupId, costObjects }) => onGroup(groupId, (group) => ({ ...group, costObjects })),
  GroupVisibilityGranted: ({ groupId, employeeId }) =>
    onGroup(groupId, (group) => ({ ...group, visibleTo: [...group.visibleTo, employeeId] })),
  GroupVisibilityRevoked: ({ groupId, employeeId }) =>
    onGroup(groupId, (group) => ({ ...group, visibleTo: group.visibleTo.filter((id) => id !== employeeId) })),
  CustomerGroupDeleted:
    ({ groupId }) =>
    (groups) => {
      groups.byId.delete(groupId)
    },
  CustomerGroupArchived: ({ groupId }) => onGroup(groupId, (group) => ({ ...group, archived: true })),
  CustomerGroupRestored: ({ groupId }) => onGroup(groupId, (group) => ({ ...group, archived: false })),
}

function onGroup(groupId: string, change: (group: CustomerGroup) => CustomerGroup) {
  return (groups: { byId: Map<string, unknown> }): void => {
    const group = groups.byId.get(groupId) as CustomerGroup | undefined
    if (group !== undefined) groups.byId.set(groupId, change(group))
  }
}

export const customerGroupsAggregate = aggregate<CustomerGroupEvent, CustomerGroups>('customerGroups', initial, evolve)

export const customerGroupsStream = catalogueOf(customerGroupsAggregate)
