import { groupNamesOf, groupsOf, specialGroupExists } from '../../../query/groups/memberships.js'
import { type Column, namesColumn } from './column.js'

/** The groups of a customer. */
export const groupColumn: Column = {
  cells: groupNamesOf,
  ids: {
    key: 'groupIds',
    of: (register) => {
      const groupIds = register.customerColumns.groupIds()
      return (ordinal) => groupsOf(register, { groupIds: groupIds[ordinal] ?? [] })
    },
  },
}

/** The special groups of a customer. */
export const specialGroupsColumn: Column = namesColumn('specialGroupIds', (register) => {
  const specialGroupIds = register.customerColumns.specialGroupIds()
  return (ordinal) =>
    (specialGroupIds[ordinal] ?? [])
      .filter((id) => specialGroupExists(register, id))
      .map((id) => ({ id, name: register.tables.specialGroups.get(id)?.name ?? id }))
})
