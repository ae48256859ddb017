import type { Register } from '../../register/register.js'
import type { CustomerRow, GroupRow, MembershipRow, SpecialGroupRow } from '../../tables/rows.js'
import { emptyValue } from '../../tables/table-indexes.js'
import { memoize } from '../memoize.js'
import type { PointInTime } from '../point-in-time.js'

/** The group filter's value for "No group". */
export const noGroup = null

const existed = (row: GroupRow | SpecialGroupRow | undefined, pointInTime: PointInTime): boolean =>
  row !== undefined && (row.deletedAt === null || (pointInTime !== null && row.deletedAt >= pointInTime))

/** Whether a customer group exists at a point in time; members of one that does not count as in "No group". */
export const groupExists = ({ tables }: Register, groupId: string, pointInTime: PointInTime): boolean =>
  existed(tables.groups.get(groupId), pointInTime)

/** Whether a special group exists at a point in time. */
export const specialGroupExists = ({ tables }: Register, id: string, pointInTime: PointInTime): boolean =>
  existed(tables.specialGroups.get(id), pointInTime)

const lasts = ({ from, until }: MembershipRow, pointInTime: string): boolean =>
  from < pointInTime && (until === null || until >= pointInTime)

/** A customer, and the groups it is in now. */
type Member = Pick<CustomerRow, 'customerId' | 'groupIds'>

/** The existing groups of a customer at a point in time, in the order of joining. */
export const groupsOf = (
  register: Register,
  { customerId, groupIds }: Member,
  pointInTime: PointInTime,
): readonly string[] => {
  const { groupMemberships } = register.tables
  const ids =
    pointInTime === null
      ? groupIds
      : [...groupMemberships.rowsWhere('customerId', customerId)]
          .filter((membership) => lasts(membership, pointInTime))
          .map(({ groupId }) => groupId)
  return ids.filter((groupId) => groupExists(register, groupId, pointInTime))
}

/** The first group of a customer at a point in time; `undefined` for none. */
export const firstGroupOf = (register: Register, customerId: string, pointInTime: PointInTime): string | undefined => {
  const customer = register.tables.customers.get(customerId)
  return customer === undefined ? undefined : groupsOf(register, customer, pointInTime)[0]
}

const groupNames = (register: Register, groupIds: readonly string[]): string =>
  groupIds.map((groupId) => register.tables.groups.get(groupId)?.name ?? groupId).join(', ')

const groupNamesNow = (register: Register): ((ordinal: number) => string) => {
  const groupIds = register.customerColumns.groupIds()
  const namesOf = (ids: readonly string[]): string =>
    groupNames(
      register,
      ids.filter((id) => groupExists(register, id, null)),
    )
  const nameOf = memoize((id) => namesOf([id]))
  // Fast path: most customers are in one group.
  return (ordinal) => {
    const ids = groupIds[ordinal] ?? []
    const [first] = ids
    return first === undefined || ids.length > 1 ? namesOf(ids) : nameOf(first)
  }
}

const groupNamesThen = (register: Register, pointInTime: PointInTime) => {
  const customers = register.customerColumns.customerId()
  return (ordinal: number): string =>
    groupNames(register, groupsOf(register, { customerId: customers[ordinal] ?? '', groupIds: [] }, pointInTime))
}

/** The group names of customers at a point in time, by ordinal; `''` for none. */
export const groupNamesAt = (register: Register, pointInTime: PointInTime): ((ordinal: number) => string) =>
  pointInTime === null ? groupNamesNow(register) : groupNamesThen(register, pointInTime)

const membersThen = function* (memberships: Iterable<MembershipRow>, pointInTime: string): Iterable<string> {
  for (const membership of memberships) if (lasts(membership, pointInTime)) yield membership.customerId
}

const membersOf = ({ tables }: Register, groupId: string, pointInTime: PointInTime): Iterable<string> =>
  pointInTime === null
    ? tables.customers.keysWhere('groupIds', groupId)
    : membersThen(tables.groupMemberships.rowsWhere('groupId', groupId), pointInTime)

const strays = function* (register: Register): Iterable<string> {
  yield* register.tables.customers.keysWhere('groupIds', emptyValue)
  for (const { groupId, deletedAt } of register.tables.groups.rows())
    if (deletedAt !== null)
      for (const customer of register.tables.customers.rowsWhere('groupIds', groupId))
        if (groupsOf(register, customer, null).length === 0) yield customer.customerId
}

const straysThen = function* (register: Register, pointInTime: string): Iterable<string> {
  for (const customer of register.tables.customers.rows())
    if (groupsOf(register, customer, pointInTime).length === 0) yield customer.customerId
}

/** The members of one group (without subgroups), or the customers without one; archived and merged ones too, may contain duplicates. */
export const customersIn = (register: Register, groupId: string | null, pointInTime: PointInTime): Iterable<string> => {
  if (groupId === noGroup) return pointInTime === null ? strays(register) : straysThen(register, pointInTime)
  return groupExists(register, groupId, pointInTime) ? membersOf(register, groupId, pointInTime) : []
}

/** The members of a special group; archived and merged ones too. */
export const customersInSpecial = (register: Register, id: string, pointInTime: PointInTime): Iterable<string> => {
  if (!specialGroupExists(register, id, pointInTime)) return []
  const { customers, specialMemberships } = register.tables
  return pointInTime === null
    ? customers.keysWhere('specialGroupIds', id)
    : membersThen(specialMemberships.rowsWhere('groupId', id), pointInTime)
}
