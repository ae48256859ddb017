import type { CalendarDate } from '@clientele/domain'
import {
  addAll,
  type Bits,
  bitsFor,
  countBits,
  eachBit,
  hasBit,
  keepOnly,
  setBit,
  someBits,
  takeOut,
} from '../register/bits.js'
import type { ChoiceColumn } from '../register/customer-sets.js'
import { folded } from '../register/folded.js'
import type { Ranking } from '../register/ranking.js'
import type { Register } from '../register/register.js'
import type { Numbered } from '../register/roster.js'
import type { Locale } from '../wording/locale.js'
import { withSubgroups } from './group-forest.js'
import { customersIn, customersInSpecial, groupExists, specialGroupExists } from './memberships.js'
import { type Moment, momentOf } from './moment.js'
import { remembering } from './remembering.js'
import { visibleOnly } from './visibility.js'

/** Which part of the rows to give; without a limit, all from the offset on. */
export type Page = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** Who asks, in which language, about which day. */
export type Asking = {
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

const setOf = (register: Register, customerIds: Iterable<string>): Bits => {
  const bits = bitsFor(register.roster.size)
  for (const customerId of customerIds) {
    const ordinal = register.roster.ordinalOf(customerId)
    if (ordinal !== undefined) setBit(bits, ordinal)
  }
  return bits
}

const everyone = function* <K>(keys: Iterable<K>, membersOf: (key: K) => Iterable<string>): Iterable<string> {
  for (const key of keys) yield* membersOf(key)
}

/** The groups a group filter means: by policy with their subgroups. */
export const groupsMeant = (
  register: Register,
  groupIds: readonly (string | null)[],
  includeSubgroups = register.settings.policies.includeSubgroups,
): ReadonlySet<string | null> => {
  const named = groupIds.filter((groupId) => groupId !== null)
  const meant = includeSubgroups ? withSubgroups(register, named) : named
  return new Set<string | null>(groupIds.includes(null) ? [...meant, null] : meant)
}

// Who is in deleted groups only is in none.
const withoutGroup = ({ tables, roster, customerSets }: Register): Bits => {
  const [strays, placed] = [bitsFor(roster.size), bitsFor(roster.size)]
  for (const { groupId, deletedAt } of tables.groups.rows())
    addAll(deletedAt === null ? placed : strays, customerSets.of('groupIds', groupId))
  return addAll(takeOut(strays, placed), customerSets.of('groupIds', null))
}

const membersNow = (register: Register, groupId: string | null): Bits => {
  if (groupId === null) return withoutGroup(register)
  return groupExists(register, groupId, null) ? register.customerSets.of('groupIds', groupId) : bitsFor(0)
}

/** The customers of groups, `null` among them for those without. */
export const membersOfGroups = (register: Register, groups: Iterable<string | null>, moment: Moment): Bits => {
  if (moment !== null)
    return setOf(
      register,
      everyone(groups, (groupId) => customersIn(register, groupId, moment)),
    )
  const members = bitsFor(register.roster.size)
  for (const groupId of groups) addAll(members, membersNow(register, groupId))
  return members
}

/** The customers of special groups. */
export const membersOfSpecialGroups = (register: Register, ids: readonly string[], moment: Moment): Bits => {
  if (moment !== null)
    return setOf(
      register,
      everyone(ids, (id) => customersInSpecial(register, id, moment)),
    )
  const members = bitsFor(register.roster.size)
  for (const id of ids)
    if (specialGroupExists(register, id, null)) addAll(members, register.customerSets.of('specialGroupIds', id))
  return members
}

/** The customers that have one of some values in a column now. */
export const withValues = (register: Register, column: ChoiceColumn, values: readonly string[]): Bits => {
  const chosen = bitsFor(register.roster.size)
  for (const value of values) addAll(chosen, register.customerSets.of(column, value))
  return chosen
}

/** The customers with one of some ids. */
export const customersNamed = (register: Register, customerIds: readonly string[]): Bits => setOf(register, customerIds)

const keepNamed = (register: Register, customers: Bits, text: string): void => {
  const sought = folded(text.trim())
  if (sought !== '') keepOnly(customers, register.roster.named(sought, customers))
}

const membersKnown = remembering<Bits>()

/** Narrows a set of customers to those a filter and the viewer leave; changes the set it is given. */
export const narrowed = (register: Register, customers: Bits, filter: CustomerFilter, asking: Asking): Bits => {
  const moment = momentOf(register, asking.asOf)
  const { groupIds, includeSubgroups, specialGroupIds, salespersonId, text } = filter
  visibleOnly(register, customers, asking)
  const membersOf = (question: readonly unknown[], groups: () => Iterable<string | null>): Bits =>
    membersKnown(register, JSON.stringify([moment, ...question]), () => membersOfGroups(register, groups(), moment))
  if (groupIds !== undefined && groupIds.length > 0)
    keepOnly(
      customers,
      membersOf(['groups', groupIds, includeSubgroups], () => groupsMeant(register, groupIds, includeSubgroups)),
    )
  if (specialGroupIds !== undefined && specialGroupIds.length > 0)
    keepOnly(customers, membersOfSpecialGroups(register, specialGroupIds, moment))
  if (salespersonId !== undefined)
    keepOnly(
      customers,
      membersOf(['salesperson', salespersonId], () =>
        register.tables.groups.keysWhere('salespersonIds', salespersonId),
      ),
    )
  if (text !== undefined) keepNamed(register, customers, text)
  return customers
}

type Span = { readonly offset: number; readonly limit: number }

/** The numbers on a page, found by passing by everybody in the order of names. */
const pageByPassing = (byName: Uint32Array, customers: Bits, { offset, limit }: Span): readonly number[] => {
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
const pageByPlacing = ({ byName, rankOf }: Ranking, customers: Bits, { offset, limit }: Span): readonly number[] => {
  const placed = bitsFor(byName.length)
  eachBit(customers, (ordinal) => setBit(placed, rankOf[ordinal] ?? 0))
  return someBits(placed, offset, limit).map((rank) => byName[rank] ?? 0)
}

/** The numbers of one page of the chosen customers by name; those before it are only counted. */
export const pageOfNumbers = (
  register: Register,
  customers: Bits,
  locale: Locale,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: Page,
): readonly number[] => {
  const ranking = register.roster.ranking(locale)
  const [all, chosen, span] = [ranking.byName.length, countBits(customers), { offset, limit }]
  // The fewer are chosen and the later the page, the more are passed by.
  const passedBy = Math.min(1, (offset + limit) / chosen) * all
  return passedBy < chosen ? pageByPassing(ranking.byName, customers, span) : pageByPlacing(ranking, customers, span)
}

/** One page of the chosen customers by name. */
export const pageInOrder = (register: Register, customers: Bits, locale: Locale, asked: Page): readonly Numbered[] =>
  pageOfNumbers(register, customers, locale, asked).flatMap((ordinal) => register.roster.at(ordinal) ?? [])

/** One page of rows; what comes after it is not made. */
export const page = function* <T>(
  rows: Iterable<T>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: Page,
): Iterable<T> {
  if (limit <= 0) return
  let at = 0
  for (const row of rows) {
    if (at >= offset) yield row
    at += 1
    if (at >= offset + limit) return
  }
}
