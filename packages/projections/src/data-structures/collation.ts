import type { Locale } from '../messages/locale.js'

/** A name to sort by, with the id that breaks ties. */
export type Named = { readonly id: string; readonly name: string }

const collators = new Map<Locale, Intl.Collator>()

const collatorOf = (locale: Locale): Intl.Collator => {
  const collator = collators.get(locale) ?? new Intl.Collator(locale)
  collators.set(locale, collator)
  return collator
}

/** Compares texts in the order of a language. */
export const compareTexts = (locale: Locale): ((a: string, b: string) => number) => collatorOf(locale).compare

/** Compares ids by their code units. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Compares by name in the order of a language, ties by id. */
export const byName = (locale: Locale): ((a: Named, b: Named) => number) => {
  const compare = compareTexts(locale)
  return (a, b) => compare(a.name, b.name) || compareIds(a.id, b.id)
}
