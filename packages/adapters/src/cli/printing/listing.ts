import type { Listing, ListingColumn } from '@clientele/projections'

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(shown).join(', ')
  if (typeof value === 'object' && 'name' in value) return String(value.name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const column = (heading: string): ListingColumn => ({ key: heading, heading, width: 24, kind: 'text' })

/** What a run did as a listing of its facts, a row each. */
export const factsOf = (facts: object): Listing => ({
  columns: [column('Field'), column('Value')],
  rows: Object.entries(facts).map(([field, value]) => [field, shown(value)]),
})
