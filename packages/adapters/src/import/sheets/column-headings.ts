import { type Locale, messagesFor } from '@clientele/projections'
import type { ImportKind } from '../kind.js'
import { fileKinds } from '../kinds.js'
import { isNeeded } from './header.js'
import { headingsFor } from './headings.js'

/** A column of a kind of file, and its heading in a language; `isNeeded`: a file without it is not read. */
export type ColumnHeading = {
  readonly column: string
  readonly heading: string
  readonly isNeeded: boolean
  /** Whether it replaces other columns, which are preferred because they are separate. */
  readonly isInstead: boolean
}

const textIn = (texts: object, name: string): string | null => {
  const text: unknown = Object.hasOwn(texts, name) ? Reflect.get(texts, name) : undefined
  return typeof text === 'string' ? text : null
}

/**
 * The columns of a kind of file with headings that the import recognizes: those of our exports in a language, or the
 * name of the column if that heading would be ambiguous.
 */
export const columnHeadings = (kind: ImportKind, locale: Locale): readonly ColumnHeading[] => {
  const ofKind = fileKinds().find(({ file }) => file === `${kind}.csv`)
  if (ofKind === undefined) return []
  const known = headingsFor(ofKind)
  const { headings, fields } = messagesFor(locale)
  const instead = new Set(Object.values(ofKind.columns).map(({ unless }) => unless))
  return Object.entries(ofKind.columns).map(([column, definition]) => {
    const texts = [textIn(fields, column), textIn(headings, column)]
    const heading = texts.find((text) => text !== null && known.columnOf(text) === column) ?? column
    return { column, heading, isNeeded: isNeeded(definition), isInstead: instead.has(column) }
  })
}
