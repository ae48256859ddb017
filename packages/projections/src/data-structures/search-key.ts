import { visibleText } from '@clientele/domain'

// Fast path: printable ASCII has no diacritics.
const plain = /^[ -~]*$/

/** Normalizes a text for searching: lower case, without diacritics and invisible characters. */
export const searchKey = (text: string): string =>
  (plain.test(text) ? text : visibleText(text).normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
