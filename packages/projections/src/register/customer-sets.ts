import { type Bits, bitsFor, clearBit, grownTo, setBit } from './bits.js'
import type { CustomerRow } from './rows.js'
import type { RowChange } from './table.js'

const columns = [
  ...(['groupIds', 'specialGroupIds', 'segment', 'status', 'attractionChannel', 'customerKind'] as const),
  'privateTo',
] as const

/** A column by whose values customers are chosen; `privateTo` is the owner of a private customer, or `noOwner`. */
export type ChoiceColumn = (typeof columns)[number]

/** Whom a private customer without an owner is private to; no employee has such an id. */
export const noOwner = 'no owner'

/** Which customers have a value in a column now, as sets of their numbers; made when first asked for, and then kept. */
export type CustomerSets = {
  /** The customers with a value, archived and merged ones too; `null` for those without any. Not to be changed. */
  of(column: ChoiceColumn, value: string | null): Bits
  changed(change: RowChange<CustomerRow>): void
  /** Starts over from the customers there are then, read when first asked for. */
  clear(): void
}

/** What the sets are made of. */
export type CustomerSource = {
  customers(): Iterable<CustomerRow>
  ordinalOf(customerId: string): number | undefined
}

type Sets = { readonly [K in ChoiceColumn]: Map<string | null, Bits> }

const noSets = (): Sets => ({
  groupIds: new Map(),
  specialGroupIds: new Map(),
  segment: new Map(),
  status: new Map(),
  attractionChannel: new Map(),
  customerKind: new Map(),
  privateTo: new Map(),
})

const nothing: readonly null[] = [null]

const empty: Bits = bitsFor(0)

const valueIn = (row: CustomerRow, column: ChoiceColumn): string | null | readonly string[] => {
  if (column !== 'privateTo') return row[column]
  return row.private ? (row.ownerId ?? noOwner) : null
}

const isSame = (a: CustomerRow | null, b: CustomerRow | null, column: ChoiceColumn): boolean =>
  a !== null && b !== null && valueIn(a, column) === valueIn(b, column)

const valuesIn = (row: CustomerRow, column: ChoiceColumn): readonly (string | null)[] => {
  const value = valueIn(row, column)
  if (value === null || value.length === 0) return nothing
  return typeof value === 'string' ? [value] : value
}

const roomFor = (sets: Sets, column: ChoiceColumn, value: string | null, ordinal: number): Bits => {
  const known = sets[column].get(value) ?? bitsFor(ordinal + 1)
  const set = ordinal < known.length * 32 ? known : grownTo(known, ordinal * 2)
  sets[column].set(value, set)
  return set
}

/** Keeps the sets of customers. */
export const createCustomerSets = ({ customers, ordinalOf }: CustomerSource): CustomerSets => {
  let sets: Sets | null = null

  const enter = (made: Sets, column: ChoiceColumn, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const value of valuesIn(row, column)) setBit(roomFor(made, column, value, ordinal), ordinal)
  }

  const leave = (made: Sets, column: ChoiceColumn, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const value of valuesIn(row, column)) clearBit(made[column].get(value) ?? empty, ordinal)
  }

  const make = (): Sets => {
    const made = noSets()
    for (const row of customers()) for (const column of columns) enter(made, column, row)
    return made
  }

  return {
    of: (column, value) => {
      sets ??= make()
      return sets[column].get(value) ?? empty
    },
    changed: ({ before, after }) => {
      if (sets === null) return
      for (const column of columns) {
        if (isSame(before, after, column)) continue
        if (before !== null) leave(sets, column, before)
        if (after !== null) enter(sets, column, after)
      }
    },
    clear: () => {
      sets = null
    },
  }
}
