import { locales, messagesFor } from '@clientele/projections'
import type { FileKind } from '../kind.js'

/** A heading as it is compared: without case, blanks of any kind, byte order marks, hyphens and underscores. */
export const folded = (heading: string): string =>
  heading
    .normalize('NFC')
    .replace(/[\s\p{Cf}_-]+/gu, '')
    .toLowerCase()

/** A heading as it is told: what stands in a cell may be long. */
export const shortened = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 60)}…`)

// Where an export calls a column by another name than the import.
const otherNames: { readonly [column: string]: readonly string[] } = {
  name: ['customerName'],
  number: ['customerNumber'],
}

const textIn = (texts: object, name: string): readonly string[] => {
  const text: unknown = Object.hasOwn(texts, name) ? Reflect.get(texts, name) : undefined
  return typeof text === 'string' ? [folded(text)] : []
}

/** What our exports write above a column, in every language. */
const headingsOf = (column: string): readonly string[] =>
  locales.flatMap((locale) => {
    const { headings, fields } = messagesFor(locale)
    const names = [column, ...(otherNames[column] ?? [])]
    return [...names.flatMap((name) => textIn(headings, name)), ...textIn(fields, column)]
  })

/** What the headings of a file stand for. */
export type Headings = {
  /** Whether a heading is one of names, beside a column of ids that may be there as well. */
  isOfNames(heading: string): boolean
  /** The column of ours; `null` for one that is known and not read, `undefined` for one that nobody knows. */
  columnOf(heading: string): string | null | undefined
}

/** Adds a name; one that could mean two columns means none of them. */
const add = (known: Map<string, string | null>, name: string, column: string | null): void => {
  known.set(name, known.has(name) && known.get(name) !== column ? null : column)
}

/** The headings of columns of names, with the columns of ids they are read as. */
const namesOf = (named: FileKind['named']): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(named).flatMap(([column, others]) =>
      others.flatMap((other) => [folded(other), ...headingsOf(other)].map((name) => [name, column] as const)),
    ),
  )

/** Written by a list of refused rows beside the columns of the file. */
const ofProblems: readonly string[] = ['problemRow', 'problemText']

/**
 * The headings of files with some columns: their names, what our exports call them, and what a map of somebody else's
 * headings says. `notRead` are other columns of our exports.
 */
export const headingsFor = (
  { columns: ofKind, named, notRead }: Pick<FileKind, 'columns' | 'named' | 'notRead'>,
  map: { readonly [theirs: string]: string } = {},
): Headings => {
  const known = new Map<string, string | null>()
  const ofNames = namesOf(named)
  const columns = Object.keys(ofKind)
  for (const column of columns) for (const name of headingsOf(column)) add(known, name, column)
  for (const [name, column] of ofNames) known.set(name, column)
  for (const column of [...notRead, ...ofProblems])
    for (const name of [folded(column), ...headingsOf(column)]) if (!known.has(name)) known.set(name, null)
  for (const column of columns) known.set(folded(column), column)
  for (const [theirs, ours] of Object.entries(map)) known.set(folded(theirs), ours === '' ? null : ours)
  return {
    // A map may say a long heading as it was told.
    columnOf: (heading) => known.get(folded(known.has(folded(heading)) ? heading : shortened(heading))),
    isOfNames: (heading) => ofNames.has(folded(heading)),
  }
}
