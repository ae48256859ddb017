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
  /** Reads the contents passed to `fill` in steps, before the first access. */
  prepare(): Iterable<void>
  /** Replaces the contents; they are read on first access. */
  fill(contents: LazyContents<Row>): void
}

/** The table that owns the stored rows, and its callbacks. */
export type RowOwner<Row> = {
  readonly keyOf: (row: Row) => string
  /** Returns the row to store for a new row; it is then frozen. */
  readonly stored: (row: Row) => Row
  readonly changed: (key: string, place: number, before: Row | undefined, after: Row | undefined) => void
  /** Called after all rows were replaced. */
  readonly replaced: () => void
}

/** Contents that are read block by block into a storage, on first access or in steps before it. */
type LazyReader<Row> = Pick<RowStorage<Row>, 'unread' | 'prepare'> & {
  start(contents: LazyContents<Row>): void
  /** Reads the remaining blocks. */
  finish(): void
}

const createLazyReader = <Row>(addRows: (rows: readonly Row[]) => void): LazyReader<Row> => {
  let remaining: { readonly contents: LazyContents<Row>; readonly blocks: Iterator<readonly Row[]> } | null = null

  const readBlock = (blocks: Iterator<readonly Row[]>): void => {
    const { done, value } = blocks.next()
    if (done === true) remaining = null
    else addRows(value)
  }

  return {
    unread: () => remaining?.contents ?? null,
    start: (contents) => {
      remaining = { contents, blocks: contents.blocks()[Symbol.iterator]() }
    },
    finish: () => {
      while (remaining !== null) readBlock(remaining.blocks)
    },
    prepare: function* () {
      while (remaining !== null) {
        readBlock(remaining.blocks)
        yield
      }
    },
  }
}

/** Creates an empty storage. */
export const createRowStorage = <Row>({ keyOf, stored, changed, replaced }: RowOwner<Row>): RowStorage<Row> => {
  const places = new Map<string, number>()
  let pages = createRowPages<Row>()
  const reader = createLazyReader<Row>((rows) => {
    for (const row of rows) places.set(keyOf(row), pages.add(Object.freeze(stored(row))))
  })
  const read = reader.finish

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
      const existing = places.get(key)
      const before = existing === undefined ? undefined : pages.at(existing)
      const after = Object.freeze(stored(row))
      const place = existing ?? pages.add(after)
      if (existing === undefined) places.set(key, place)
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
    unread: reader.unread,
    prepare: reader.prepare,
    fill: (contents) => {
      pages = createRowPages()
      places.clear()
      replaced()
      reader.start(contents)
    },
  }
}
