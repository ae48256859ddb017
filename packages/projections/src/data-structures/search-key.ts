import { seenOf } from '@clientele/domain'

// Most texts have no letter that could carry a diacritic.
const plain = /^[ -~]*$/

/** A text as searches compare it: without case, diacritics and what is not seen (K13). */
export const searchKey = (text: string): string =>
  (plain.test(text) ? text : seenOf(text).normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
