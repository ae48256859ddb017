import type { CalendarDate } from '@clientele/domain'
import { type Bits, bitsFor, clearBit, hasBit, keepOnly, setBit } from '../register/bits.js'
import type { Register } from '../register/register.js'
import { folded, type Numbered } from '../register/roster.js'
import type { CustomerRow } from '../register/rows.js'
import type { Locale } from '../wording/locale.js'
import { withSubgroups } from './group-forest.js'
import { customersIn, customersInSpecial } from './memberships.js'
import { type Moment, momentOf } from './moment.js'
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

/** The customers of groups, `null` among them for those without. */
export const membersOfGroups = (register: Register, groups: Iterable<string | null>, moment: Moment): Bits =>
  setOf(
    register,
    everyone(groups, (groupId) => customersIn(register, groupId, moment)),
  )

/** The customers with one of some ids. */
export const customersNamed = (register: Register, customerIds: readonly string[]): Bits => setOf(register, customerIds)

const keepNamed = (register: Register, customers: Bits, text: string): void => {
  const sought = folded(text.trim())
  if (sought === '') return
  const names = register.roster.foldedNames()
  for (let ordinal = 0; ordinal < names.length; ordinal += 1)
    if (hasBit(customers, ordinal) && names[ordinal]?.includes(sought) !== true) clearBit(customers, ordinal)
}

/** Narrows a set of customers to those a filter and the viewer leave; changes the set it is given. */
export const narrowed = (register: Register, customers: Bits, filter: CustomerFilter, asking: Asking): Bits => {
  const moment = momentOf(register, asking.asOf)
  const { groupIds, includeSubgroups, specialGroupIds, salespersonId, text } = filter
  visibleOnly(register, customers, asking)
  if (groupIds !== undefined && groupIds.length > 0)
    keepOnly(customers, membersOfGroups(register, groupsMeant(register, groupIds, includeSubgroups), moment))
  if (specialGroupIds !== undefined && specialGroupIds.length > 0)
    keepOnly(
      customers,
      setOf(
        register,
        everyone(specialGroupIds, (id) => customersInSpecial(register, id, moment)),
      ),
    )
  if (salespersonId !== undefined)
    keepOnly(
      customers,
      membersOfGroups(register, register.tables.groups.keysWhere('salespersonIds', salespersonId), moment),
    )
  if (text !== undefined) keepNamed(register, customers, text)
  return customers
}

/** The chosen customers by name. */
export const inOrder = function* (register: Register, customers: Bits, locale: Locale): Iterable<Numbered> {
  for (const numbered of register.roster.inOrder(locale)) if (hasBit(customers, numbered.ordinal)) yield numbered
}

/** One page of the chosen customers by name; those before it are only counted. */
export const pageInOrder = (
  register: Register,
  customers: Bits,
  locale: Locale,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: Page,
): readonly Numbered[] => {
  const found: Numbered[] = []
  let skipped = 0
  for (const numbered of register.roster.inOrder(locale)) {
    if (found.length >= limit) break
    if (!hasBit(customers, numbered.ordinal)) continue
    if (skipped < offset) skipped += 1
    else found.push(numbered)
  }
  return found
}

/** The rows of the chosen customers by name. */
export const rowsInOrder = function* (register: Register, customers: Bits, locale: Locale): Iterable<CustomerRow> {
  for (const { id } of inOrder(register, customers, locale)) {
    const row = register.tables.customers.get(id)
    if (row !== undefined) yield row
  }
}

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
