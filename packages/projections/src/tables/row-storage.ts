import type { SnapshotChunk } from '@clientele/domain'
import { createRowPages, type RowPages } from './row-pages.js'

/** Rows that are parsed on first access, block by block, and the serialized chunks they are parsed from. */
export type LazyContents<Row> = { readonly chunks: readonly SnapshotChunk[]; blocks(): Iterable<readonly Row[]> }

/** The rows of a table by primary key, each at a place that never changes. */
export type RowStorage<Row> = {
  readonly size: number
  get(key: string): Row | undefined
  /** The rows by place. */
  pages(): RowPages<Row>
  put(row: Row): void
  remove(key: string): void
  /** The contents passed to `fill`, while they have not been read; otherwise `null`. */
  unread(): LazyContents<Row> | null
  /** Reads the contents passed to `fill` in steps, ahead of the first access. */
  prepare(): Iterable<void>
  /** Replaces the contents; they are read on first access. */
  fill(contents: LazyContents<Row>): void
}

/** Whose rows are stored, and who hears of their changes. */
export type RowOwner<Row> = {
  readonly keyOf: (row: Row) => string
  /** The row to store for a new one; it is frozen. */
  readonly stored: (row: Row) => Row
  readonly changed: (key: string, place: number, before: Row | undefined, after: Row | undefined) => void
  /** All rows were replaced. */
  readonly replaced: () => void
}

/** Contents that are read block by block into a storage, on first access or in steps before. */
type Filling<Row> = Pick<RowStorage<Row>, 'unread' | 'prepare'> & {
  begin(contents: LazyContents<Row>): void
  /** Reads what is left. */
  finish(): void
}

const createFilling = <Row>(addRows: (rows: readonly Row[]) => void): Filling<Row> => {
  let left: { readonly contents: LazyContents<Row>; readonly blocks: Iterator<readonly Row[]> } | null = null

  const readBlock = (blocks: Iterator<readonly Row[]>): void => {
    const { done, value } = blocks.next()
    if (done === true) left = null
    else addRows(value)
  }

  return {
    unread: () => left?.contents ?? null,
    begin: (contents) => {
      left = { contents, blocks: contents.blocks()[Symbol.iterator]() }
    },
    finish: () => {
      while (left !== null) readBlock(left.blocks)
    },
    prepare: function* () {
      while (left !== null) {
        readBlock(left.blocks)
        yield
      }
    },
  }
}

/** Creates an empty storage. */
export const createRowStorage = <Row>({ keyOf, stored, changed, replaced }: RowOwner<Row>): RowStorage<Row> => {
  const places = new Map<string, number>()
  let pages = createRowPages<Row>()
  const filling = createFilling<Row>((rows) => {
    for (const row of rows) places.set(keyOf(row), pages.add(Object.freeze(stored(row))))
  })
  const read = filling.finish

  return {
    get size() {
      read()
      return places.size
    },
    get: (key) => {
      read()
      return pages.at(places.get(key) ?? -1)
    },
    pages: () => {
      read()
      return pages
    },
    put: (row) => {
      read()
      const key = keyOf(row)
      const known = places.get(key)
      const before = known === undefined ? undefined : pages.at(known)
      const after = Object.freeze(stored(row))
      const place = known ?? pages.add(after)
      if (known === undefined) places.set(key, place)
      else pages.replace(place, after)
      changed(key, place, before, after)
    },
    remove: (key) => {
      read()
      const place = places.get(key)
      const before = place === undefined ? undefined : pages.at(place)
      if (before === undefined || place === undefined) return
      places.delete(key)
      pages.remove(place)
      changed(key, place, before, undefined)
    },
    unread: filling.unread,
    prepare: filling.prepare,
    fill: (contents) => {
      pages = createRowPages()
      places.clear()
      replaced()
      filling.begin(contents)
    },
  }
}
