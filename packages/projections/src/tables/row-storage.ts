import type { SnapshotChunk } from '@clientele/domain'
import { createRowPages, type RowPages } from './row-pages.js'

/**
 * Rows that are read on first access, block by block, and the serialized chunks they are parsed from; `null` for rows of
 * another table.
 */
export type LazyContents<Row> = { readonly chunks: readonly SnapshotChunk[] | null; blocks(): Iterable<readonly Row[]> }

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
  /** The current rows; later changes do not affect them. Rows that are unread are read here when they are read there. */
  copy(): LazyContents<Row>
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
  /** Calls back once when all blocks are read, unless other contents are started before. */
  whenRead(callback: () => void): void
}

const createLazyReader = <Row>(addRows: (rows: readonly Row[]) => void): LazyReader<Row> => {
  let remaining: { readonly contents: LazyContents<Row>; readonly blocks: Iterator<readonly Row[]> } | null = null
  let waiting: (() => void)[] = []

  const end = (): void => {
    remaining = null
    for (const callback of waiting) callback()
    waiting = []
  }

  const readBlock = (blocks: Iterator<readonly Row[]>): void => {
    const { done, value } = blocks.next()
    if (done === true) end()
    else addRows(value)
  }

  return {
    unread: () => remaining?.contents ?? null,
    start: (contents) => {
      remaining = { contents, blocks: contents.blocks()[Symbol.iterator]() }
      waiting = []
    },
    whenRead: (callback) => void waiting.push(callback),
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

type Pages<Row> = ReturnType<RowPages<Row>['copy']>

const rowsIn = function* <Row>(pages: Pages<Row>): Iterable<readonly Row[]> {
  for (const page of pages) yield page.filter((row) => row !== undefined)
}

/** A copy of contents that are unread: read by `reader`, and copied as soon as they are read. */
const copyUnread = <Row>(contents: LazyContents<Row>, reader: LazyReader<Row>, pages: () => RowPages<Row>) => {
  // The chunks are released when the rows are read.
  let unread: LazyContents<Row> | null = contents
  let copied: Pages<Row> = []
  reader.whenRead(() => {
    unread = null
    copied = pages().copy()
  })
  return {
    get chunks() {
      return unread?.chunks ?? null
    },
    blocks: function* () {
      for (const _ of reader.prepare()) {
        if (unread === null) break
        yield []
      }
      // If the table was filled anew before, its rows are others.
      yield* unread === null ? rowsIn(copied) : unread.blocks()
    },
  }
}

/** Creates an empty storage. */
export const createRowStorage = <Row>({ keyOf, stored, changed, replaced }: RowOwner<Row>): RowStorage<Row> => {
  const places = new Map<string, number>()
  // Only rows that are stored already, here or in a table of the past, are frozen.
  const toStored = (row: Row): Row => (Object.isFrozen(row) ? row : Object.freeze(stored(row)))
  let pages = createRowPages<Row>()
  const reader = createLazyReader<Row>((rows) => {
    for (const row of rows) places.set(keyOf(row), pages.add(toStored(row)))
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
      const after = toStored(row)
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
    copy: () => {
      const unread = reader.unread()
      if (unread !== null) return copyUnread(unread, reader, () => pages)
      const copied = pages.copy()
      return { chunks: null, blocks: () => rowsIn(copied) }
    },
  }
}
