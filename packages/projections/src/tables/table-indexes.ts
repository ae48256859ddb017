import type { RowPages } from './row-pages.js'
import { createTextIndex, type TextIndex } from './text-index.js'
import { createValueIndex } from './value-index.js'

/** The index value of a column that holds nothing; no id is empty. */
export const emptyValue = ''

/** Which columns rows are found by, those whose empty values are found too, under `none`, and the texts looked through. */
type Indexed<Row, Column extends string> = {
  readonly indexes: readonly Column[]
  readonly blanks: readonly Column[]
  readonly texts: { readonly [text: string]: (row: Row) => string }
}

/** Where in a table rows are, by values of their columns and by parts of their texts. */
export type TableIndexes<Row, Column extends string> = {
  /** The places, ascending, of the rows whose column is, or holds, a value. Not to be changed. */
  of(column: Column, value: string): readonly number[]
  /** Makes in small steps what the first question by a column would otherwise wait for. */
  prepare(column: Column): Iterable<void>
  /** The places of the rows in whose text a part is; `null` when there are more than `most`. */
  searchText(text: string, part: string, most: number): readonly number[] | null
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Forgets what it made: the rows are others. */
  clear(): void
}

const noValues: readonly string[] = []
const blank: readonly string[] = [emptyValue]
const nowhere: readonly number[] = []

const valuesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value : noValues
}

/** Finds rows of `rows`. */
export const createTableIndexes = <Row extends object, Column extends keyof Row & string>(
  rows: () => RowPages<Row>,
  { indexes, blanks, texts }: Indexed<Row, Column>,
): TableIndexes<Row, Column> => {
  const valuesOf =
    (column: Column) =>
    (row: Row): readonly string[] => {
      const values = valuesIn(row[column])
      return values.length === 0 && blanks.includes(column) ? blank : values
    }
  const byValue = new Map(indexes.map((column) => [column, createValueIndex(rows, valuesOf(column))]))
  const byText = new Map<string, TextIndex<Row>>()
  for (const [text, textOf] of Object.entries(texts)) byText.set(text, createTextIndex(rows, textOf))

  return {
    of: (column, value) => byValue.get(column)?.of(value) ?? nowhere,
    prepare: (column) => byValue.get(column)?.prepare() ?? [],
    searchText: (text, part, most) => byText.get(text)?.search(part, most) ?? null,
    changed: (place, before, after) => {
      for (const [column, list] of byValue)
        if (before === undefined || before[column] !== after?.[column]) list.changed(place, before, after)
      for (const list of byText.values()) list.changed(place, before, after)
    },
    clear: () => {
      for (const list of byValue.values()) list.clear()
      for (const list of byText.values()) list.clear()
    },
  }
}
