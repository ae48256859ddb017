import { CalendarDate, givenIdOf, text, textLimits } from '@clientele/domain'
import { locales, messagesFor, translate } from '@clientele/projections'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** Decodes a cell; encoding is not needed. */
type Codec<A> = t.Decoder<unknown, A>

/** A column of a file: the decoder of its cells, and whether the file (and each row) must have it. */
export type Column<A, M extends Must = Must> = {
  readonly codec: Codec<A>
  readonly must: M
  /** The column that may replace it. */
  readonly unless?: string
}

/**
 * `row`: every row must have a value; `file`: the column is required, its cells may be empty; `none`: it is optional.
 */
type Must = 'row' | 'file' | 'none'

export type Columns = { readonly [name: string]: Column<unknown> }

type CellOf<C> =
  C extends Column<infer A, infer M>
    ? M extends 'row'
      ? A
      : M extends 'file'
        ? A | null
        : A | null | undefined
    : never

/** A decoded row: `null` is an empty cell (no value), `undefined` a missing column (no statement). */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: CellOf<C[K]> }

/** A column that every row needs. */
export const key = <A>(codec: Codec<A>): Column<A, 'row'> => ({ codec, must: 'row' })

/** A column that the file needs; the domain decides what an empty cell means. */
export const requiredColumn = <A>(codec: Codec<A>): Column<A, 'file'> => ({ codec, must: 'file' })

/** A column that the file needs unless it has another one instead. */
export const requiredUnless = <A>(
  unless: string,
  codec: Codec<A>,
): Column<A, 'none'> & { readonly unless: string } => ({
  codec,
  must: 'none',
  unless,
})

/** An optional column. */
export const optional = <A>(codec: Codec<A>): Column<A, 'none'> => ({ codec, must: 'none' })

const createCodec = <A>(name: string, read: (cell: string) => A | null): Codec<A> => {
  const validate: Codec<A>['validate'] = (value, context) => {
    const decoded = typeof value === 'string' ? read(value) : null
    return decoded === null ? t.failure(value, context) : t.success(decoded)
  }
  return { name, validate, decode: (value) => validate(value, []) }
}

const inEveryLanguage = locales.map((locale) => messagesFor(locale))

// The words of spreadsheets in the supported languages, those of our own exports, and the signs of databases and forms.
const flags: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'tosi', 'sant', 'tõene', '1', 'y', 'x', ...inEveryLanguage.map(({ yes }) => yes)].map(
    (word) => [word, true] as const,
  ),
  ...['false', 'epätosi', 'falskt', 'väär', '0', 'n', ...inEveryLanguage.map(({ no }) => no)].map(
    (word) => [word, false] as const,
  ),
])

/** Parses true or false, as written by a spreadsheet or our exports; `null` for other texts. */
export const parseFlag = (cell: string): boolean | null => flags.get(cell.toLowerCase()) ?? null

export const flag: Codec<boolean> = createCodec('true or false', parseFlag)

const isWhole = /^-?(?:\d+|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+)(?:[.,]0{1,2})?$/

/**
 * Parses a whole number, also in groups of three digits (`1 001`) and with one or two decimal zeros (`1001.0`); `null`
 * for any other text, since `1.001` and `1,001` are ambiguous.
 */
export const wholeNumber = (cell: string): number | null => {
  if (!isWhole.test(cell)) return null
  const number = Number(cell.replace(/[.,]0{1,2}$/, '').replace(/[^\d-]/g, ''))
  return Number.isSafeInteger(number) ? number : null
}

export const wholeNumberCodec: Codec<number> = createCodec('a whole number', wholeNumber)

export const date: Codec<CalendarDate> = createCodec('a date YYYY-MM-DD', (cell) =>
  CalendarDate.is(cell) ? cell : null,
)

type Choices<A extends string> = Codec<A> & { readonly values: readonly A[] }

/** Decodes one of some values, or its name in our exports in any language; ignores case. */
export const namedChoice = <A extends string>(choices: Choices<A>): Choices<A> => {
  const values = new Map<string, A>()
  for (const value of choices.values)
    for (const messages of inEveryLanguage) values.set(translate(messages, value).toLowerCase(), value)
  for (const value of choices.values) values.set(value.toLowerCase(), value)
  const codec = createCodec(choices.name, (cell) => values.get(cell.toLowerCase()) ?? null)
  return { ...codec, values: choices.values }
}

/** The trimmed, non-empty parts of a list. */
export const partsOf = (cell: string): readonly string[] =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Decodes ids separated by `;`, without duplicates. */
export const idsOf = (name: string): Codec<readonly string[]> => {
  const id = givenIdOf(name)
  return createCodec(`${name} separated by ;`, (cell) => {
    const ids = [...new Set(partsOf(cell))]
    return ids.every((one) => id.is(one)) ? ids : null
  })
}

/** A cell that does not decode; never contains the value itself. */
export type BadCell = { readonly column: string; readonly expected: string }

const describeCodec = ({ codec }: Column<unknown>): string =>
  'values' in codec && Array.isArray(codec.values) ? codec.values.join(' or ') : codec.name

const forbidden = /[\p{Cc}\p{Cs}\u200b-\u200f\u2060\ufeff]/u

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

// What Excel writes for a formula that failed; nobody means it as a value.
const sheetError = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/

const otherDate = /^\d{1,2}[./-]\d{1,2}[./-]\d{4}$|^\d{4}[./]\d{1,2}[./]\d{1,2}$/

/**
 * What a cell should be; for a text that is too long, with the maximum length, else with the forbidden character it
 * has.
 */
const expectedOf = (column: Column<unknown>, cell = ''): string => {
  const words = describeCodec(column)
  if (sheetError.test(cell)) return `${words}, not the error of a formula`
  if (column.codec === date && otherDate.test(cell)) return `${words}, or the order in which dates are written (d.m.y)`
  const most = words === text.name ? textLimits.text : textLimits.id
  if (cell.length > most) return `${words} of at most ${most.toLocaleString('en')} characters`
  const [character] = forbidden.exec(cell.replace(/[\n\r\t]/g, words === text.name ? '' : '$&')) ?? []
  return character === undefined ? words : `${words} without the character ${codeOf(character)}`
}

/** Decodes the cells of a row; `cellOf` returns `undefined` for a missing column. */
export const decodeRow = <C extends Columns>(
  columns: C,
  cellOf: (column: string) => string | undefined,
): Either<readonly BadCell[], RowOf<C>> => {
  const bad: BadCell[] = []
  const row: Record<string, unknown> = {}
  for (const [name, column] of Object.entries(columns)) {
    const cell = cellOf(name)
    const decoded = cell === undefined || cell === '' ? null : column.codec.decode(cell)
    const isError = cell !== undefined && sheetError.test(cell)
    if (isError || (decoded === null ? column.must === 'row' : decoded._tag === 'Left')) {
      bad.push({ column: name, expected: expectedOf(column, cell) })
      continue
    }
    row[name] = decoded?._tag === 'Right' ? decoded.right : cell === undefined ? undefined : null
  }
  return bad.length > 0 ? left(bad) : right(row as RowOf<C>)
}
