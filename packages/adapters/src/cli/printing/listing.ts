import type { Listing, ListingCell, ListingColumn } from '@clientele/projections'

type Column<Row> = readonly [
  heading: string,
  cell: (row: Row) => ListingCell | boolean | null,
  kind?: ListingColumn['kind'],
]

const written = (value: ListingCell | boolean | null): ListingCell => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value ?? ''
}

/** A listing of rows that have no listing of their own. */
export const listingOf = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Listing => ({
  columns: columns.map(([heading, , kind = 'text']) => ({ key: heading, heading, width: 24, kind })),
  rows: rows.map((row) => columns.map(([, cell]) => written(cell(row)))),
})

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (typeof value === 'object' && 'name' in value) return String(value.name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One object as a listing of its fields, a row each. */
export const factsOf = (facts: object): Listing =>
  listingOf(Object.entries(facts), [
    ['Field', ([field]) => field],
    ['Value', ([, value]) => shown(value)],
  ])
