import type { Locale } from '../wording/locale.js'
import { type Bits, bitsFor, clearBit, grownTo, hasBit, setBit } from './bits.js'
import { folded } from './folded.js'
import { createKeptOrder } from './kept-order.js'
import { createNameGrams } from './name-grams.js'
import type { Named } from './name-order.js'
import { movedIn, type Ranking, rankingOf } from './ranking.js'
import type { CustomerRow } from './rows.js'
import { step } from './sorting.js'
import type { RowChange } from './table.js'

/** A customer as queries see it: a small number instead of an id, given in the order of registration. */
export type Numbered = Named & { readonly ordinal: number }

/** The customers as dense numbers, so that filters are bit sets and the order of names is kept, not recomputed. */
export type Roster = {
  readonly size: number
  ordinalOf(customerId: string): number | undefined
  /** Whether a customer is there and was not merged into another. */
  isPresent(ordinal: number): boolean
  /** A fresh set of the customers that were not merged into another. */
  present(): Bits
  /** A fresh set of the customers that are neither archived nor merged. */
  active(): Bits
  /** Where everybody stands in the order of names. Not to be changed. */
  ranking(locale: Locale): Ranking
  /** Prepares in small steps what first questions would otherwise wait for: the order in a language and the search. */
  prepare(locale: Locale): Iterable<void>
  /** The customer of a number. */
  at(ordinal: number): Numbered | undefined
  /** All that is known of the customer of a number now. */
  rowAt(ordinal: number): CustomerRow | undefined
  /** The customers, among some, with a text, folded as `folded` does, in their names. */
  named(text: string, among: Bits): Bits
  changed(change: RowChange<CustomerRow>): void
  /** Starts over from the customers there are then, read when first asked for. */
  clear(): void
}

/** A ranking, and whose names have changed since. */
type Ranked = { readonly ranking: Ranking; readonly changed: Set<number> }

/** Makes the roster of some customers, in the order of registration; they are read when first asked for. */
export const createRoster = (customers: () => Iterable<CustomerRow>): Roster => {
  const ordinals = new Map<string, number>()
  const numbered: Numbered[] = []
  const rows: (CustomerRow | undefined)[] = []
  let isRead = false
  // Who changed while all are read in steps; `null` while they are not.
  let meanwhile: Map<string, CustomerRow | null> | null = null
  const foldedNames: (string | undefined)[] = []
  let present = bitsFor(1_024)
  let active = bitsFor(1_024)
  const order = createKeptOrder<Numbered>(
    () => numbered,
    (one) => one,
  )
  const rankings = new Map<Locale, Ranked>()

  const foldedName = (ordinal: number): string => {
    const known = foldedNames[ordinal] ?? folded(numbered[ordinal]?.name ?? '')
    foldedNames[ordinal] = known
    return known
  }

  const grams = createNameGrams({ size: () => numbered.length, folded: foldedName })

  const ordinalFor = (customerId: string): number => {
    const ordinal = ordinals.get(customerId) ?? numbered.length
    ordinals.set(customerId, ordinal)
    if (ordinal >= present.length * 32) {
      present = grownTo(present, ordinal * 2)
      active = grownTo(active, ordinal * 2)
    }
    return ordinal
  }

  const name = (ordinal: number, { customerId: id, name }: CustomerRow): void => {
    const before = numbered[ordinal] ?? null
    if (before?.name === name) return
    const after = { id, name, ordinal }
    numbered[ordinal] = after
    foldedNames[ordinal] = undefined
    order.changed(before, after)
    for (const [locale, { changed }] of rankings)
      if (changed.add(ordinal).size * 2 > numbered.length) rankings.delete(locale)
    grams.changed(ordinal)
  }

  const mark = (bits: Bits, ordinal: number, is: boolean): void => (is ? setBit : clearBit)(bits, ordinal)

  const enter = (row: CustomerRow): void => {
    const ordinal = ordinalFor(row.customerId)
    rows[ordinal] = row
    name(ordinal, row)
    mark(present, ordinal, row.mergedInto === null)
    mark(active, ordinal, row.mergedInto === null && !row.archived)
  }

  const leave = (customerId: string): void => {
    const ordinal = ordinals.get(customerId)
    if (ordinal === undefined) return
    rows[ordinal] = undefined
    clearBit(present, ordinal)
    clearBit(active, ordinal)
  }

  const follow = (customerId: string, row: CustomerRow | null): void => (row === null ? leave(customerId) : enter(row))

  const settled = (changes: ReadonlyMap<string, CustomerRow | null>): void => {
    isRead = true
    meanwhile = null
    for (const [customerId, row] of changes) follow(customerId, row)
  }

  const read = (): readonly Numbered[] => {
    if (isRead) return numbered
    for (const customer of customers()) enter(customer)
    settled(meanwhile ?? new Map())
    return numbered
  }

  // Whoever asks before the end reads all at once.
  const readInSteps = function* (): Generator<void> {
    if (isRead) return
    const changes = new Map<string, CustomerRow | null>()
    meanwhile = changes
    let count = 0
    for (const customer of customers()) {
      enter(customer)
      count += 1
      if (count % step === 0) yield
      if (meanwhile !== changes) return
    }
    settled(changes)
  }

  const broughtUp = ({ ranking, changed }: Ranked, locale: Locale): Ranking => {
    if (changed.size === 0) return ranking
    const moved = Array.from(changed, (ordinal) => numbered[ordinal])
      .filter((one) => one !== undefined)
      .map((one) => ({ ordinal: one.ordinal, place: order.placeOf(locale, one) }))
    return movedIn(ranking, moved, numbered.length)
  }

  const ranking = (locale: Locale): Ranking => {
    read()
    const known = rankings.get(locale)
    const now = known === undefined ? rankingOf(order.inOrder(locale)) : broughtUp(known, locale)
    if (now !== known?.ranking) rankings.set(locale, { ranking: now, changed: new Set() })
    return now
  }

  const clear = (): void => {
    ordinals.clear()
    order.clear()
    rankings.clear()
    grams.clear()
    numbered.length = 0
    rows.length = 0
    foldedNames.length = 0
    present = bitsFor(1_024)
    active = bitsFor(1_024)
    isRead = false
    meanwhile = null
  }

  const copyOf = (bits: () => Bits): Bits => {
    const words = (read().length + 31) >>> 5
    return bits().slice(0, words)
  }

  return {
    get size() {
      return read().length
    },
    ordinalOf: (customerId) => {
      read()
      return ordinals.get(customerId)
    },
    isPresent: (ordinal) => hasBit(present, ordinal),
    present: () => copyOf(() => present),
    active: () => copyOf(() => active),
    ranking,
    prepare: function* (locale) {
      yield* readInSteps()
      if (!isRead) return
      if (yield* order.prepare(locale)) ranking(locale)
      yield
      yield* grams.prepare()
    },
    at: (ordinal) => read()[ordinal],
    rowAt: (ordinal) => {
      read()
      return rows[ordinal]
    },
    named: (text, among) => {
      read()
      return grams.having(text, among)
    },
    changed: ({ key, after }) => {
      if (isRead) follow(key, after)
      else meanwhile?.set(key, after)
    },
    clear,
  }
}
