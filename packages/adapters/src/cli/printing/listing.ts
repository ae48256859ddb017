import type { Listing, ListingColumn } from '@clientele/projections'
import { type Either, getOrElse } from 'fp-ts/lib/Either.js'

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (typeof value === 'object' && 'name' in value) return String(value.name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const column = (heading: string): ListingColumn => ({ key: heading, heading, width: 24, kind: 'text' })

/** A listing, without columns where it was refused. */
export const listed: (asked: Either<unknown, Listing>) => Listing = getOrElse(
  (): Listing => ({ columns: [], rows: [] }),
)

/** What a run did as a listing of its facts, a row each. */
export const factsOf = (facts: object): Listing => ({
  columns: [column('Field'), column('Value')],
  rows: Object.entries(facts).map(([field, value]) => [field, shown(value)]),
})
