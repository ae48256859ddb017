import { type BitSet, emptyBitSet, intersect, setBit, subtract, union } from '../data-structures/bit-set.js'
import { searchKey } from '../data-structures/search-key.js'
import type { Facet } from '../indexes/customers/facet-index.js'
import type { Register } from '../register/register.js'
import type { QueryContext } from './context.js'
import { withSubgroups } from './groups/group-hierarchy.js'
import { groupExists, specialGroupExists } from './groups/memberships.js'
import { memoizeUntilChange } from './memoize.js'
import { visibleOnly } from './visibility/customers.js'

/** Customer filters: criteria combine with AND, values of one with OR; group `null` is "No group". */
export type CustomerFilter = {
  readonly groupIds?: readonly (string | null)[] | undefined
  readonly includeSubgroups?: boolean | undefined
  readonly specialGroupIds?: readonly string[] | undefined
  readonly salespersonId?: string | undefined
  readonly text?: string | undefined
}

const setOf = (register: Register, customerIds: Iterable<string>): BitSet => {
  const bits = emptyBitSet(register.customerIndex.size)
  for (const customerId of customerIds) {
    const ordinal = register.customerIndex.ordinalOf(customerId)
    if (ordinal !== undefined) setBit(bits, ordinal)
  }
  return bits
}

/** Resolves a group filter: adds subgroups by policy. */
export const resolveGroups = (
  register: Register,
  groupIds: readonly (string | null)[],
  includeSubgroups = register.settings.policies.includeSubgroups,
): ReadonlySet<string | null> => {
  const named = groupIds.filter((groupId) => groupId !== null)
  const meant = includeSubgroups ? withSubgroups(register, named) : named
  return new Set<string | null>(groupIds.includes(null) ? [...meant, null] : meant)
}

// Members of deleted groups only count as in no group.
const withoutGroup = ({ tables, customerIndex, facetIndex }: Register): BitSet => {
  const [strays, placed] = [emptyBitSet(customerIndex.size), emptyBitSet(customerIndex.size)]
  for (const { groupId, deletedAt } of tables.groups.rows())
    union(deletedAt === null ? placed : strays, facetIndex.of('groupIds', groupId))
  return union(subtract(strays, placed), facetIndex.of('groupIds', null))
}

const membersNow = (register: Register, groupId: string | null): BitSet => {
  if (groupId === null) return withoutGroup(register)
  return groupExists(register, groupId) ? register.facetIndex.of('groupIds', groupId) : emptyBitSet(0)
}

/** The members of any of some groups; group `null` has the customers without a group. */
export const membersOfGroups = (register: Register, groups: Iterable<string | null>): BitSet => {
  const members = emptyBitSet(register.customerIndex.size)
  for (const groupId of groups) union(members, membersNow(register, groupId))
  return members
}

/** The members of any of some special groups. */
export const membersOfSpecialGroups = (register: Register, ids: readonly string[]): BitSet => {
  const members = emptyBitSet(register.customerIndex.size)
  for (const id of ids)
    if (specialGroupExists(register, id)) union(members, register.facetIndex.of('specialGroupIds', id))
  return members
}

/** The customers with any of some values in a facet now. */
export const withValues = (register: Register, column: Facet, values: readonly string[]): BitSet => {
  const chosen = emptyBitSet(register.customerIndex.size)
  for (const value of values) union(chosen, register.facetIndex.of(column, value))
  return chosen
}

/** The customers with the given ids. */
export const customersWithIds = (register: Register, customerIds: readonly string[]): BitSet =>
  setOf(register, customerIds)

const intersectNamed = (register: Register, customers: BitSet, text: string): void => {
  const sought = searchKey(text.trim())
  if (sought !== '') intersect(customers, register.customerIndex.search(sought, customers))
}

const membersKnown = memoizeUntilChange<BitSet>()

/** Intersects a set of customers with a filter and the visibility of the viewer; changes and returns the set. */
export const applyFilter = (
  register: Register,
  customers: BitSet,
  filter: CustomerFilter,
  context: QueryContext,
): BitSet => {
  const { groupIds, includeSubgroups, specialGroupIds, salespersonId, text } = filter
  visibleOnly(register, customers, context)
  const membersOf = (question: readonly unknown[], groups: () => Iterable<string | null>): BitSet =>
    membersKnown(register, JSON.stringify(question), () => membersOfGroups(register, groups()))
  if (groupIds !== undefined && groupIds.length > 0)
    intersect(
      customers,
      membersOf(['groups', groupIds, includeSubgroups], () => resolveGroups(register, groupIds, includeSubgroups)),
    )
  if (specialGroupIds !== undefined && specialGroupIds.length > 0)
    intersect(customers, membersOfSpecialGroups(register, specialGroupIds))
  if (salespersonId !== undefined)
    intersect(
      customers,
      membersOf(['salesperson', salespersonId], () =>
        register.tables.groups.keysWhere('salespersonIds', salespersonId),
      ),
    )
  if (text !== undefined) intersectNamed(register, customers, text)
  return customers
}
