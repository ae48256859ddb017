import { seenOf } from '@clientele/domain'

// Fast path: printable ASCII has no diacritics.
const plain = /^[ -~]*$/

/** Normalizes a text for searching: lower case, without diacritics and invisible characters. */
export const searchKey = (text: string): string =>
  (plain.test(text) ? text : seenOf(text).normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
