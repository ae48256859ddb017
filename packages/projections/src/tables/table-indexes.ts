import type { RowPages } from './row-pages.js'
import { createTextIndex, type TextIndex } from './text-index.js'
import { createValueIndex } from './value-index.js'

/** The index key of an empty column; no id is empty. */
export const emptyValue = ''

/** The indexed columns, those whose empty values are indexed under `emptyValue`, and the searchable texts. */
type Indexed<Row, Column extends string> = {
  readonly indexes: readonly Column[]
  readonly blanks: readonly Column[]
  readonly texts: { readonly [text: string]: (row: Row) => string }
}

/** The secondary indexes of a table: column value or substring to places. */
export type TableIndexes<Row, Column extends string> = {
  /** Places of the rows whose column equals or contains a value, ascending. Read-only. */
  of(column: Column, value: string): readonly number[]
  /** Builds the index of a column in steps, before the first lookup. */
  prepare(column: Column): Iterable<void>
  /** Builds the indexes of all columns in steps, before the first lookup. */
  prepareAll(): Iterable<void>
  /** Places of the rows whose text contains `part`; `null` if there are more than `maxRows`. */
  searchText(text: string, part: string, maxRows: number): readonly number[] | null
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Discards the index after the rows were replaced. */
  clear(): void
}

const noValues: readonly string[] = []
const blank: readonly string[] = [emptyValue]
const noPlaces: readonly number[] = []

const valuesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value : noValues
}

/** Creates the secondary indexes of `rows`. */
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
    of: (column, value) => byValue.get(column)?.of(value) ?? noPlaces,
    prepare: (column) => byValue.get(column)?.prepare() ?? [],
    prepareAll: function* () {
      for (const list of byValue.values()) yield* list.prepare()
    },
    searchText: (text, part, maxRows) => byText.get(text)?.search(part, maxRows) ?? null,
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
