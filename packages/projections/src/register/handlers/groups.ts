import type { CustomerGroupEvent, SpecialGroupEvent } from '@clientele/domain'
import { type Handlers, timeOf } from './handler.js'

/** The handlers of customer-group events. */
export const customerGroups: Handlers<CustomerGroupEvent> = {
  CustomerGroupCreated: ({ groupId, name, parentId, predefined }, { tables }) =>
    tables.groups.put({
      groupId,
      name,
      parentId: parentId ?? null,
      predefined: predefined ?? false,
      numberingStart: null,
      ledgerAccount: null,
      costObjects: [],
      salespersonIds: [],
      archived: false,
      deletedAt: null,
    }),
  CustomerGroupRenamed: ({ groupId, to }, { tables }) => tables.groups.patch(groupId, { name: to }),
  CustomerGroupMoved: ({ groupId, to }, { tables }) => tables.groups.patch(groupId, { parentId: to }),
  GroupNumberingStartSet: ({ groupId, start }, { tables }) => tables.groups.patch(groupId, { numberingStart: start }),
  GroupLedgerAccountSet: ({ groupId, account }, { tables }) => tables.groups.patch(groupId, { ledgerAccount: account }),
  GroupCostObjectsSet: ({ groupId, costObjects }, { tables }) => tables.groups.patch(groupId, { costObjects }),
  GroupVisibilityGranted: ({ groupId, employeeId }, { tables }) => {
    const listed = tables.groups.get(groupId)?.salespersonIds ?? []
    if (!listed.includes(employeeId)) tables.groups.patch(groupId, { salespersonIds: [...listed, employeeId] })
  },
  GroupVisibilityRevoked: ({ groupId, employeeId }, { tables }) => {
    const listed = tables.groups.get(groupId)?.salespersonIds ?? []
    tables.groups.patch(groupId, { salespersonIds: listed.filter((one) => one !== employeeId) })
  },
  CustomerGroupDeleted: ({ groupId }, { tables }, source) =>
    tables.groups.patch(groupId, { deletedAt: timeOf(source) }),
  CustomerGroupArchived: ({ groupId }, { tables }) => tables.groups.patch(groupId, { archived: true }),
  CustomerGroupRestored: ({ groupId }, { tables }) => tables.groups.patch(groupId, { archived: false }),
}

/** The handlers of special-group events. */
export const specialGroups: Handlers<SpecialGroupEvent> = {
  SpecialGroupCreated: ({ specialGroupId, name, legend }, { tables }) =>
    tables.specialGroups.put({ specialGroupId, name, legend: legend ?? null, deletedAt: null }),
  SpecialGroupRenamed: ({ specialGroupId, to }, { tables }) => tables.specialGroups.patch(specialGroupId, { name: to }),
  SpecialGroupDescribed: ({ specialGroupId, to }, { tables }) =>
    tables.specialGroups.patch(specialGroupId, { legend: to }),
  SpecialGroupDeleted: ({ specialGroupId }, { tables }, source) =>
    tables.specialGroups.patch(specialGroupId, { deletedAt: timeOf(source) }),
}
