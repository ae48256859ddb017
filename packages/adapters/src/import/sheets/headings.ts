import { locales, messagesFor } from '@clientele/projections'
import type { FileKind } from '../kind.js'
import { everydayHeadings } from './everyday-headings.js'

/** A heading in the form that is compared: lower case, without blanks, byte order marks, hyphens and underscores. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFC')
    .replace(/[\s\p{Cf}_-]+/gu, '')
    .toLowerCase()

/** Shortens a heading for messages, since a cell may be long. */
export const shortenHeading = (name: string): string => (name.length <= 60 ? name : `${name.slice(0, 60)}…`)

// Columns that exports name differently than the import.
const otherNames: { readonly [column: string]: readonly string[] } = {
  name: ['customerName'],
  number: ['customerNumber'],
}

const textIn = (texts: object, name: string): readonly string[] => {
  const text: unknown = Object.hasOwn(texts, name) ? Reflect.get(texts, name) : undefined
  return typeof text === 'string' ? [headingKey(text)] : []
}

/** The headings of a column in our exports, in all languages. */
const headingsOf = (column: string): readonly string[] =>
  locales.flatMap((locale) => {
    const { headings, fields } = messagesFor(locale)
    const names = [column, ...(otherNames[column] ?? [])]
    return [...names.flatMap((name) => textIn(headings, name)), ...textIn(fields, column)]
  })

/** The meanings of headings in a file. */
export type Headings = {
  /** Whether a heading is of a column of names that corresponds to a column of ids. */
  isOfNames(heading: string): boolean
  /** Whether a heading is an everyday word, which counts only if no other heading is of its column. */
  isEveryday(heading: string): boolean
  /** Our column; `null` if it is known but not read, `undefined` if it is unknown. */
  columnOf(heading: string): string | null | undefined
}

/** Adds a name; an ambiguous name means no column. */
const add = (known: Map<string, string | null>, name: string, column: string | null): void => {
  known.set(name, known.has(name) && known.get(name) !== column ? null : column)
}

/** The headings of columns of names, with the corresponding columns of ids. */
const namesOf = (named: FileKind['named']): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(named).flatMap(([column, others]) =>
      others.flatMap((other) => [headingKey(other), ...headingsOf(other)].map((name) => [name, column] as const)),
    ),
  )

/** The everyday words for columns, without those that mean something else in our exports. */
const everydayOf = (
  columns: readonly string[],
  known: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, string> =>
  new Map(
    columns
      .flatMap((column) => (everydayHeadings[column] ?? []).map((word) => [headingKey(word), column] as const))
      .filter(([name]) => !known.has(name)),
  )

/** Columns that a list of refused rows adds. */
const problemColumns: readonly string[] = ['problemRow', 'problemText']

/**
 * Creates the headings for some columns: their names, their headings in our exports, everyday words for them, and a map
 * of foreign headings.
 * `notRead` are other columns of our exports.
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
  for (const column of [...notRead, ...problemColumns])
    for (const name of [headingKey(column), ...headingsOf(column)]) if (!known.has(name)) known.set(name, null)
  for (const column of columns) known.set(headingKey(column), column)
  const everyday = everydayOf(columns, known)
  for (const [name, column] of everyday) known.set(name, column)
  for (const [theirs, ours] of Object.entries(map)) known.set(headingKey(theirs), ours === '' ? null : ours)
  const mapped = new Set(Object.keys(map).map(headingKey))
  return {
    // A map may contain a long heading in its shortened form.
    columnOf: (heading) => known.get(headingKey(known.has(headingKey(heading)) ? heading : shortenHeading(heading))),
    isEveryday: (heading) => everyday.has(headingKey(heading)) && !mapped.has(headingKey(heading)),
    isOfNames: (heading) => ofNames.has(headingKey(heading)),
  }
}
