// What a spreadsheet takes for the beginning of a formula, in half and full width.
const beginsFormula = '[=+\\-@\\t\\r＝＋－＠]'
const mayBeFormula = new RegExp(beginsFormula)

// Where a cell begins for a spreadsheet whose separator is another than ours, and quotes are none.
const beginsCell = '(?<=^|[,;\\t\\r\\n])'

const unguardedPlace = new RegExp(`${beginsCell}(?=["']*${beginsFormula})`, 'g')
const guardedPlace = new RegExp(`${beginsCell}'(?=["']*${beginsFormula})`, 'g')

/**
 * A text that no spreadsheet takes for a formula: an apostrophe in front of what would begin one, also behind a character
 * that separates cells in spreadsheets of another country.
 */
export const guarded = (text: string): string => (mayBeFormula.test(text) ? text.replace(unguardedPlace, "'") : text)

/** A text as it was before `guarded`. */
export const unguarded = (text: string): string => (text.includes("'") ? text.replace(guardedPlace, '') : text)
