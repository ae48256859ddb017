import type { Locale } from '../messages/locale.js'
import { messagesFor } from '../messages/messages.js'
import type { Heading } from '../messages/texts.js'
import { type Listing, listingOf } from './listing.js'

/** A heading and a value; facts with `''` or `null` are left out. */
export type Fact = readonly [heading: Heading, value: string | number | boolean | null]

/** Joins the non-empty texts with commas. */
export const joinTexts = (...texts: readonly (string | null)[]): string => texts.filter(Boolean).join(', ')

/** Appends the non-empty texts in brackets. */
export const withExplanation = (text: string, ...more: readonly (string | null)[]): string => {
  const explanation = joinTexts(...more)
  return explanation === '' ? text : `${text} (${explanation})`
}

/** Facts as a listing of two columns. */
export const factListing = (facts: readonly Fact[], locale: Locale | undefined): Listing => {
  const { headings } = messagesFor(locale)
  const nonEmpty = facts.filter(([, value]) => value !== null && value !== '')
  return listingOf(
    nonEmpty,
    [
      ['field', ([heading]) => headings[heading]],
      ['value', ([, value]) => value],
    ],
    locale,
  )
}
