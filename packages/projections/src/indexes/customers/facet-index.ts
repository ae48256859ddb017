import { type BitSet, clearBit, emptyBitSet, growBitSet, setBit } from '../../data-structures/bit-set.js'
import type { CustomerRow } from '../../tables/rows.js'
import { derived, type Prepared, type RowSource } from '../derived.js'

const facets = [
  ...(['groupIds', 'specialGroupIds', 'segment', 'status', 'attractionChannel', 'customerKind'] as const),
  'privateTo',
] as const

/** A column that customers are filtered by; `privateTo` is the owner of a private customer, or `noOwner`. */
export type Facet = (typeof facets)[number]

/** The `privateTo` value of a private customer without an owner; no employee has this id. */
export const noOwner = 'no owner'

/** The customers with each column value, as bit sets of ordinals; built on first use, then maintained. */
export type FacetIndex = Prepared<CustomerRow> & {
  /** The customers with a value, or, for `null`, without any; archived and merged ones included. Read-only. */
  of(column: Facet, value: string | null): BitSet
}

/** The source of the sets. */
export type FacetSource = {
  readonly customers: RowSource<CustomerRow>
  ordinalOf(customerId: string): number | undefined
}

type Sets = { readonly [K in Facet]: Map<string | null, BitSet> }

const emptySets = (): Sets => ({
  groupIds: new Map(),
  specialGroupIds: new Map(),
  segment: new Map(),
  status: new Map(),
  attractionChannel: new Map(),
  customerKind: new Map(),
  privateTo: new Map(),
})

const noValue: readonly null[] = [null]

const empty: BitSet = emptyBitSet(0)

const valueIn = (row: CustomerRow, column: Facet): string | null | readonly string[] => {
  if (column !== 'privateTo') return row[column]
  return row.private ? (row.ownerId ?? noOwner) : null
}

const valuesIn = (row: CustomerRow, column: Facet): readonly (string | null)[] => {
  const value = valueIn(row, column)
  if (value === null || value.length === 0) return noValue
  return typeof value === 'string' ? [value] : value
}

const setWithRoom = (sets: Sets, column: Facet, value: string | null, ordinal: number): BitSet => {
  const existing = sets[column].get(value) ?? emptyBitSet(ordinal + 1)
  const set = ordinal < existing.length * 32 ? existing : growBitSet(existing, ordinal * 2)
  sets[column].set(value, set)
  return set
}

/** Creates the index of customers by facet. */
export const createFacetIndex = ({ customers, ordinalOf }: FacetSource): FacetIndex => {
  const add = (sets: Sets, column: Facet, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const value of valuesIn(row, column)) setBit(setWithRoom(sets, column, value, ordinal), ordinal)
  }

  const remove = (sets: Sets, column: Facet, row: CustomerRow): void => {
    const ordinal = ordinalOf(row.customerId)
    if (ordinal === undefined) return
    for (const value of valuesIn(row, column)) clearBit(sets[column].get(value) ?? empty, ordinal)
  }

  const { state, prepare, changed, clear } = derived<CustomerRow, Sets>({
    from: customers,
    make: emptySets,
    add: (sets, row) => {
      for (const column of facets) add(sets, column, row)
    },
    remove: (sets, row) => {
      for (const column of facets) remove(sets, column, row)
    },
    replace: (sets, before, after) => {
      for (const column of facets) {
        if (valueIn(before, column) === valueIn(after, column)) continue
        remove(sets, column, before)
        add(sets, column, after)
      }
    },
  })

  return { of: (column, value) => state()[column].get(value) ?? empty, prepare, changed, clear }
}
