import { type Bits, bitsFor, clearBit, grownTo, setBit } from './bits.js'
import type { CustomerRow } from './rows.js'
import type { RowChange } from './table.js'

/** The columns by whose values customers are chosen. */
export const choiceColumns = ['segment', 'status', 'attractionChannel', 'customerKind'] as const

/** A column by whose values customers are chosen. */
export type ChoiceColumn = (typeof choiceColumns)[number]

/** Which customers have a value now, as sets of their numbers; made when a column is first asked for, and then kept. */
export type ColumnSets = {
  /** The customers with a value in a column, archived and merged ones too. Not to be changed. */
  of(column: ChoiceColumn, value: string): Bits
  changed(change: RowChange<CustomerRow>): void
  /** Starts over from the customers there are then. */
  clear(): void
}

/** What the sets are made of. */
export type ColumnSource = {
  customers(): Iterable<CustomerRow>
  ordinalOf(customerId: string): number | undefined
}

type Sets = Map<string, Bits>

const empty: Bits = bitsFor(0)

const enter = (sets: Sets, value: string | null, ordinal: number | undefined): void => {
  if (value === null || ordinal === undefined) return
  const known = sets.get(value) ?? bitsFor(ordinal + 1)
  const set = ordinal < known.length * 32 ? known : grownTo(known, ordinal * 2)
  setBit(set, ordinal)
  sets.set(value, set)
}

const leave = (sets: Sets, value: string | null, ordinal: number | undefined): void => {
  const set = value === null ? undefined : sets.get(value)
  if (set !== undefined && ordinal !== undefined) clearBit(set, ordinal)
}

/** Keeps the sets of the columns that were asked for. */
export const createColumnSets = ({ customers, ordinalOf }: ColumnSource): ColumnSets => {
  const kept = new Map<ChoiceColumn, Sets>()

  const setsOf = (column: ChoiceColumn): Sets => {
    const known = kept.get(column)
    if (known !== undefined) return known
    const made: Sets = new Map()
    for (const row of customers()) enter(made, row[column], ordinalOf(row.customerId))
    kept.set(column, made)
    return made
  }

  return {
    of: (column, value) => setsOf(column).get(value) ?? empty,
    changed: ({ key, before, after }) => {
      for (const [column, sets] of kept) {
        if (before?.[column] === after?.[column]) continue
        leave(sets, before?.[column] ?? null, ordinalOf(key))
        enter(sets, after?.[column] ?? null, ordinalOf(key))
      }
    },
    clear: () => kept.clear(),
  }
}
