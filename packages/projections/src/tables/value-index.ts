import { createPlaceLists, type PlaceLists } from './place-lists.js'
import { pageSize, type RowPages } from './row-pages.js'

/** Index from the values of one column to the places of rows; built on first lookup, then maintained. */
export type ValueIndex<Row> = {
  /** The places, ascending. Read-only. */
  of(value: string): readonly number[]
  /** Builds the index in steps, ahead of the first lookup. */
  prepare(): Iterable<void>
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Discards the index after the rows were replaced. */
  clear(): void
}

const isSame = (before: readonly string[], after: readonly string[]): boolean =>
  before === after || (before.length === after.length && before.every((value, index) => value === after[index]))

const noValues: readonly string[] = []

/** The index of the rows before place `indexed`; finished if that is `complete`. */
type Index = { readonly lists: PlaceLists; indexed: number }

const complete = Number.POSITIVE_INFINITY

/** Creates an index of `rows` by `valuesOf`. */
export const createValueIndex = <Row>(
  rows: () => RowPages<Row>,
  valuesOf: (row: Row) => readonly string[],
): ValueIndex<Row> => {
  let index: Index = { lists: createPlaceLists(), indexed: 0 }

  const indexPage = ({ lists, indexed }: Index): void => {
    const page = rows().page(indexed / pageSize) ?? []
    page.forEach((row, at) => {
      if (row !== undefined) for (const value of valuesOf(row)) lists.append(value, indexed + at)
    })
  }

  function* prepare(): Iterable<void> {
    for (; index.indexed < rows().length; yield) {
      indexPage(index)
      index.indexed += pageSize
    }
    if (index.indexed === complete) return
    index.indexed = complete
    index.lists.trim()
  }

  const finish = (): void => {
    const steps = prepare()[Symbol.iterator]()
    while (index.indexed !== complete) steps.next()
  }

  return {
    prepare,
    of: (value) => {
      if (index.indexed !== complete) finish()
      return index.lists.of(value)
    },
    changed: (place, before, after) => {
      if (place >= index.indexed) return
      const had = before === undefined ? noValues : valuesOf(before)
      const has = after === undefined ? noValues : valuesOf(after)
      if (isSame(had, has)) return
      for (const value of had) index.lists.remove(value, place)
      for (const value of has) index.lists.add(value, place)
    },
    clear: () => {
      index = { lists: createPlaceLists(), indexed: 0 }
    },
  }
}
