import { visibleText } from '@clientele/domain'

// Fast path: printable ASCII with single spaces needs lower case only.
const plain = /^(?!.* {2})[ -~]*$/

const apostrophes = /[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u00b4\u2032`]/gu
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/gu

/** Letters that Unicode does not decompose, as they are typed on a keyboard without them. */
const letters: { readonly [letter: string]: string } = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ς: 'σ',
}

const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')

const foldText = (text: string): string =>
  visibleText(text)
    .replace(apostrophes, "'")
    .replace(dashes, '-')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(special, (letter) => letters[letter] ?? letter)
    .replace(/\s+/gu, ' ')

/**
 * Folds a text for searching and for detecting duplicates: lower case, no diacritics or invisible characters, one kind
 * of space, apostrophe and dash. `Ørsted` becomes `orsted`, `Straße` becomes `strasse`.
 */
export const searchKey = (text: string): string => (plain.test(text) ? text.toLowerCase() : foldText(text))

/** Folds a telephone number for searching: its digits only. */
export const phoneKey = (text: string): string => searchKey(text).replace(/\D/g, '')
