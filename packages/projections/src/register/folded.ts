// Most texts have no letter that could carry a diacritic.
const plain = /^[ -~]*$/

/** A text as searches compare it: without case and diacritics (K13). */
export const folded = (text: string): string =>
  (plain.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '')).toLowerCase()
