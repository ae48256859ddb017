import type { Register } from '../../register/register.js'
import type { CustomerRow } from '../../tables/rows.js'
import { memoize } from '../memoize.js'

/** The group filter's value for "No group". */
export const noGroup = null

const isThere = (row: { readonly deletedAt: string | null } | undefined): boolean =>
  row !== undefined && row.deletedAt === null

/** Whether a customer group exists; members of one that does not count as in "No group". */
export const groupExists = ({ tables }: Register, groupId: string): boolean => isThere(tables.groups.get(groupId))

/** Whether a special group exists. */
export const specialGroupExists = ({ tables }: Register, id: string): boolean => isThere(tables.specialGroups.get(id))

/** The existing groups of a customer, in the order of joining. */
export const groupsOf = (register: Register, { groupIds }: Pick<CustomerRow, 'groupIds'>): readonly string[] =>
  groupIds.filter((groupId) => groupExists(register, groupId))

/** The first group of a customer; `undefined` for none. */
export const firstGroupOf = (register: Register, customerId: string): string | undefined => {
  const customer = register.tables.customers.get(customerId)
  return customer === undefined ? undefined : groupsOf(register, customer)[0]
}

/** The group names of customers, by ordinal; `''` for none. */
export const groupNamesOf = (register: Register): ((ordinal: number) => string) => {
  const groupIds = register.customerColumns.groupIds()
  const namesOf = (ids: readonly string[]): string =>
    groupsOf(register, { groupIds: ids })
      .map((groupId) => register.tables.groups.get(groupId)?.name ?? groupId)
      .join(', ')
  const nameOf = memoize((id) => namesOf([id]))
  // Fast path: most customers are in one group.
  return (ordinal) => {
    const ids = groupIds[ordinal] ?? []
    const [first] = ids
    return first === undefined || ids.length > 1 ? namesOf(ids) : nameOf(first)
  }
}
