import type { Random } from './random.js'
import { awkwardNames, languages, type Words } from './words.js'

const awkwardShare = 0.005

const fromPlace = (random: Random, { places, trades, forms }: Words): string =>
  `${random.pick(places)} ${random.pick(trades)} ${random.pick(forms)}`

const fromPerson = (random: Random, { lastNames, trades, forms }: Words): string =>
  `${random.pick(lastNames)} ${random.pick(trades)} ${random.pick(forms)}`

/** A random language. */
export const languageOf = (random: Random): Words => random.pick(languages)

/** The name of a company, rarely an awkward one. The number makes most of them unique. */
export const companyName = (random: Random, words: Words, number: number): string => {
  if (random.chance(awkwardShare)) return random.pick(awkwardNames)
  const name = random.chance(0.6) ? fromPlace(random, words) : fromPerson(random, words)
  return random.chance(0.8) ? `${name} ${number}` : name
}

/** A person's first and last name. */
export type PersonNames = { readonly firstName: string; readonly lastName: string }

export const personNames = (random: Random, { firstNames, lastNames }: Words): PersonNames => ({
  firstName: random.chance(0.1) ? `${random.pick(firstNames)}-${random.pick(firstNames)}` : random.pick(firstNames),
  lastName: random.chance(0.1) ? `${random.pick(lastNames)}-${random.pick(lastNames)}` : random.pick(lastNames),
})

/** A fictional telephone number. */
export const phoneNumber = (random: Random): string => `+358 50 555 ${String(random.below(10_000)).padStart(4, '0')}`
