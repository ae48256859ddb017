import { type Locale, localeOf } from '../wording/locale.js'
import { placeAmong, sortedInSteps } from './sorting.js'

/** Something with a name to sort by; ties go by id. */
export type Named = { readonly id: string; readonly name: string }

const collators = new Map<Locale, Intl.Collator>()

const collatorOf = (locale: Locale): Intl.Collator => {
  const known = collators.get(locale) ?? new Intl.Collator(locale)
  collators.set(locale, known)
  return known
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

/** An order by name that is made once per language and then kept. */
export type NameOrder<T extends Named> = {
  inOrder(locale: Locale): readonly T[]
  /** Makes an order in small steps, unless names change meanwhile; says whether it is there. */
  prepare(locale: Locale): Generator<void, boolean>
  changed(before: T | null, after: T | null): void
  /** Forgets the orders made. */
  clear(): void
}

const placeIn = <T extends Named>(sorted: readonly T[], one: T, compare: (a: T, b: T) => number): number =>
  placeAmong(sorted.length, (place) => {
    const candidate = sorted[place]
    return candidate !== undefined && compare(candidate, one) < 0
  })

/** Above so many changes between two questions, sorting again is cheaper than moving one by one. */
const fewChanges = 2_000

/** Keeps the names of `source` in order; sorts when first asked. */
export const createNameOrder = <T extends Named>(source: () => Iterable<T>): NameOrder<T> => {
  const orders = new Map<Locale, T[]>()
  let changes = 0
  let changesEver = 0

  const move = (locale: Locale, sorted: T[], before: T | null, after: T | null): void => {
    const compare = byName(locale)
    if (before !== null) sorted.splice(placeIn(sorted, before, compare), 1)
    if (after !== null) sorted.splice(placeIn(sorted, after, compare), 0, after)
  }

  const sortedFor = (locale: Locale): readonly T[] => {
    const known = orders.get(locale) ?? [...source()].sort(byName(locale))
    orders.set(locale, known)
    return known
  }

  return {
    inOrder: (asked) => {
      changes = 0
      return sortedFor(localeOf(asked))
    },
    changed: (before, after) => {
      changes += 1
      changesEver += 1
      if (changes > fewChanges) orders.clear()
      for (const [locale, sorted] of orders) move(locale, sorted, before, after)
    },
    prepare: function* (asked) {
      const [locale, begun] = [localeOf(asked), changesEver]
      if (orders.has(locale)) return true
      const sorted = yield* sortedInSteps([...source()], byName(locale))
      if (changesEver === begun && !orders.has(locale)) orders.set(locale, sorted)
      return orders.has(locale)
    },
    clear: () => {
      changesEver += 1
      orders.clear()
    },
  }
}
