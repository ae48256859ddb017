// The characters with which a formula begins in a spreadsheet, in half and full width.
const beginsFormula = '[=+\\-@\\t\\r＝＋－＠]'
const mayBeFormula = new RegExp(beginsFormula)

// The possible beginnings of a cell, also for a spreadsheet that uses another separator and ignores quotes.
const beginsCell = '(?<=^|[,;\\t\\r\\n])'

const unguardedPlace = new RegExp(`${beginsCell}(?=["']*${beginsFormula})`, 'g')
const guardedPlace = new RegExp(`${beginsCell}'(?=["']*${beginsFormula})`, 'g')

/**
 * Guards a text against being read as a formula by a spreadsheet: inserts an apostrophe before anything that would
 * begin a formula, also after characters that are separators in other locales.
 */
export const guardFormulas = (text: string): string =>
  mayBeFormula.test(text) ? text.replace(unguardedPlace, "'") : text

/** Reverts `guarded`. */
export const removeGuards = (text: string): string => (text.includes("'") ? text.replace(guardedPlace, '') : text)
