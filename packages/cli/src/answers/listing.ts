import { type Listing, type ListingColumn, type Locale, messagesFor } from '@clientele/projections'
import { type Either, getOrElse } from 'fp-ts/lib/Either.js'
import { factName } from '../arguments/fact-names.js'

const toText = (value: unknown, locale: Locale): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean' && locale !== 'en') return messagesFor(locale)[value ? 'yes' : 'no']
  if (Array.isArray(value)) return value.map((one) => toText(one, locale)).join(', ')
  if (typeof value === 'object' && 'name' in value) return String(value.name)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const column = (key: 'field' | 'value', locale: Locale): ListingColumn => ({
  key,
  heading: messagesFor(locale).headings[key],
  width: 24,
  kind: 'text',
})

/** The listing in a result; an empty one if it was refused. */
export const listingOrEmpty: (asked: Either<unknown, Listing>) => Listing = getOrElse(
  (): Listing => ({ columns: [], rows: [] }),
)

/** The facts of a run as a listing, one row each, in a language. */
export const factsOf = (facts: object, locale: Locale): Listing => ({
  columns: [column('field', locale), column('value', locale)],
  rows: Object.entries(facts).map(([field, value]) => [factName(field, locale), toText(value, locale)]),
})
