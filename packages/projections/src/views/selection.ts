import type { CalendarDate } from '@clientele/domain'
import {
  type BitSet,
  countBits,
  emptyBitSet,
  forEachBit,
  hasBit,
  intersect,
  setBit,
  sliceBits,
  subtract,
  union,
} from '../register/bits.js'
import type { Facet } from '../register/customer-sets.js'
import { searchKey } from '../register/folded.js'
import type { SortOrder } from '../register/ranking.js'
import type { Register } from '../register/register.js'
import type { IndexedCustomer } from '../register/roster.js'
import type { Locale } from '../wording/locale.js'
import { withSubgroups } from './group-forest.js'
import { customersIn, customersInSpecial, groupExists, specialGroupExists } from './memberships.js'
import { type PointInTime, pointInTimeOf } from './moment.js'
import { memoizeUntilChange } from './remembering.js'
import { visibleOnly } from './visibility.js'

/** Which part of the rows to give; without a limit, all from the offset on. */
export type PageRequest = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** Who asks, in which language, about which day. */
export type QueryContext = {
  readonly asOf?: CalendarDate | undefined
  readonly viewer?: string | undefined
  readonly locale?: Locale | undefined
}

/** What customers are chosen by: criteria combine with AND, the values of one with OR (K14); `null` is "No group". */
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

const everyone = function* <K>(keys: Iterable<K>, membersOf: (key: K) => Iterable<string>): Iterable<string> {
  for (const key of keys) yield* membersOf(key)
}

/** The groups a group filter means: by policy with their subgroups. */
export const resolveGroups = (
  register: Register,
  groupIds: readonly (string | null)[],
  includeSubgroups = register.settings.policies.includeSubgroups,
): ReadonlySet<string | null> => {
  const named = groupIds.filter((groupId) => groupId !== null)
  const meant = includeSubgroups ? withSubgroups(register, named) : named
  return new Set<string | null>(groupIds.includes(null) ? [...meant, null] : meant)
}

// Who is in deleted groups only is in none.
const withoutGroup = ({ tables, customerIndex, facetIndex }: Register): BitSet => {
  const [strays, placed] = [emptyBitSet(customerIndex.size), emptyBitSet(customerIndex.size)]
  for (const { groupId, deletedAt } of tables.groups.rows())
    union(deletedAt === null ? placed : strays, facetIndex.of('groupIds', groupId))
  return union(subtract(strays, placed), facetIndex.of('groupIds', null))
}

const membersNow = (register: Register, groupId: string | null): BitSet => {
  if (groupId === null) return withoutGroup(register)
  return groupExists(register, groupId, null) ? register.facetIndex.of('groupIds', groupId) : emptyBitSet(0)
}

/** The customers of groups, `null` among them for those without. */
export const membersOfGroups = (
  register: Register,
  groups: Iterable<string | null>,
  pointInTime: PointInTime,
): BitSet => {
  if (pointInTime !== null)
    return setOf(
      register,
      everyone(groups, (groupId) => customersIn(register, groupId, pointInTime)),
    )
  const members = emptyBitSet(register.customerIndex.size)
  for (const groupId of groups) union(members, membersNow(register, groupId))
  return members
}

/** The customers of special groups. */
export const membersOfSpecialGroups = (
  register: Register,
  ids: readonly string[],
  pointInTime: PointInTime,
): BitSet => {
  if (pointInTime !== null)
    return setOf(
      register,
      everyone(ids, (id) => customersInSpecial(register, id, pointInTime)),
    )
  const members = emptyBitSet(register.customerIndex.size)
  for (const id of ids)
    if (specialGroupExists(register, id, null)) union(members, register.facetIndex.of('specialGroupIds', id))
  return members
}

/** The customers that have one of some values in a column now. */
export const withValues = (register: Register, column: Facet, values: readonly string[]): BitSet => {
  const chosen = emptyBitSet(register.customerIndex.size)
  for (const value of values) union(chosen, register.facetIndex.of(column, value))
  return chosen
}

/** The customers with one of some ids. */
export const customersWithIds = (register: Register, customerIds: readonly string[]): BitSet =>
  setOf(register, customerIds)

const intersectNamed = (register: Register, customers: BitSet, text: string): void => {
  const sought = searchKey(text.trim())
  if (sought !== '') intersect(customers, register.customerIndex.search(sought, customers))
}

const membersKnown = memoizeUntilChange<BitSet>()

/** Narrows a set of customers to those a filter and the viewer leave; changes the set it is given. */
export const applyFilter = (
  register: Register,
  customers: BitSet,
  filter: CustomerFilter,
  context: QueryContext,
): BitSet => {
  const pointInTime = pointInTimeOf(register, context.asOf)
  const { groupIds, includeSubgroups, specialGroupIds, salespersonId, text } = filter
  visibleOnly(register, customers, context)
  const membersOf = (question: readonly unknown[], groups: () => Iterable<string | null>): BitSet =>
    membersKnown(register, JSON.stringify([pointInTime, ...question]), () =>
      membersOfGroups(register, groups(), pointInTime),
    )
  if (groupIds !== undefined && groupIds.length > 0)
    intersect(
      customers,
      membersOf(['groups', groupIds, includeSubgroups], () => resolveGroups(register, groupIds, includeSubgroups)),
    )
  if (specialGroupIds !== undefined && specialGroupIds.length > 0)
    intersect(customers, membersOfSpecialGroups(register, specialGroupIds, pointInTime))
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

type PageBounds = { readonly offset: number; readonly limit: number }

/** The numbers on a page, found by passing by everybody in the order of names. */
const pageByScanning = (byName: Uint32Array, customers: BitSet, { offset, limit }: PageBounds): readonly number[] => {
  const found: number[] = []
  let skipped = 0
  for (let rank = 0; rank < byName.length && found.length < limit; rank += 1) {
    const ordinal = byName[rank] ?? 0
    if (!hasBit(customers, ordinal)) continue
    if (skipped < offset) skipped += 1
    else found.push(ordinal)
  }
  return found
}

/** The numbers on a page, found by putting the chosen into the order of names. */
const pageByRank = (
  { byName, rankOf }: SortOrder,
  customers: BitSet,
  { offset, limit }: PageBounds,
): readonly number[] => {
  const placed = emptyBitSet(byName.length)
  forEachBit(customers, (ordinal) => setBit(placed, rankOf[ordinal] ?? 0))
  return sliceBits(placed, offset, limit).map((rank) => byName[rank] ?? 0)
}

/** The numbers of one page of the chosen customers by name; those before it are only counted. */
export const pageOfOrdinals = (
  register: Register,
  customers: BitSet,
  locale: Locale,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: PageRequest,
): readonly number[] => {
  const ranking = register.customerIndex.sortOrder(locale)
  const [all, chosen, span] = [ranking.byName.length, countBits(customers), { offset, limit }]
  // The fewer are chosen and the later the page, the more are passed by.
  const passedBy = Math.min(1, (offset + limit) / chosen) * all
  return passedBy < chosen ? pageByScanning(ranking.byName, customers, span) : pageByRank(ranking, customers, span)
}

/** One page of the chosen customers by name. */
export const pageOfCustomers = (
  register: Register,
  customers: BitSet,
  locale: Locale,
  asked: PageRequest,
): readonly IndexedCustomer[] =>
  pageOfOrdinals(register, customers, locale, asked).flatMap((ordinal) => register.customerIndex.at(ordinal) ?? [])

/** One page of rows; what comes after it is not made. */
export const paginate = function* <T>(
  rows: Iterable<T>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: PageRequest,
): Iterable<T> {
  if (limit <= 0) return
  let at = 0
  for (const row of rows) {
    if (at >= offset) yield row
    at += 1
    if (at >= offset + limit) return
  }
}
