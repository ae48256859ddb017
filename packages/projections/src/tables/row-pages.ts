/** Rows per page. */
export const pageSize = 1_024

/** A shared page is also in a copy: it is replaced by one of its own before it changes. */
type Page<Row> = { readonly rows: (Row | undefined)[]; count: number; isShared: boolean }

/**
 * Rows by a place that never changes: a removed row leaves a gap, and a page is released when all its rows are removed.
 * No row is ever moved.
 */
export type RowPages<Row> = {
  /** One more than the last place assigned. */
  readonly length: number
  at(place: number): Row | undefined
  /** Appends a row and returns its place. */
  add(row: Row): number
  replace(place: number, row: Row): void
  remove(place: number): void
  /** The rows of a page by offset; `undefined` if all are removed. Read-only. */
  page(index: number): readonly (Row | undefined)[] | undefined
  /** Iterates over all rows by place. */
  rows(): Iterable<Row>
  /** The current rows by page. Later changes do not affect them; pages are shared until they change. */
  copy(): readonly (readonly (Row | undefined)[])[]
}

/** Creates empty pages. */
export const createRowPages = <Row>(): RowPages<Row> => {
  const pages: (Page<Row> | undefined)[] = []
  let length = 0

  const pageOf = (place: number): Page<Row> | undefined => pages[Math.floor(place / pageSize)]

  const ownPageOf = (place: number): Page<Row> | undefined => {
    const page = pageOf(place)
    if (page === undefined || !page.isShared) return page
    const own = { rows: page.rows.slice(), count: page.count, isShared: false }
    pages[Math.floor(place / pageSize)] = own
    return own
  }

  return {
    get length() {
      return length
    },
    at: (place) => pageOf(place)?.rows[place % pageSize],
    add: (row) => {
      const page = ownPageOf(length) ?? { rows: [], count: 0, isShared: false }
      if (page.count === 0) pages[Math.floor(length / pageSize)] = page
      page.rows[length % pageSize] = row
      page.count += 1
      length += 1
      return length - 1
    },
    replace: (place, row) => {
      const page = ownPageOf(place)
      if (page !== undefined) page.rows[place % pageSize] = row
    },
    remove: (place) => {
      const page = ownPageOf(place)
      if (page === undefined) return
      page.rows[place % pageSize] = undefined
      page.count -= 1
      if (page.count === 0) pages[Math.floor(place / pageSize)] = undefined
    },
    page: (index) => pages[index]?.rows,
    rows: function* () {
      for (const page of pages) {
        if (page === undefined) continue
        for (const row of page.rows) if (row !== undefined) yield row
      }
    },
    copy: () => {
      const copied = pages.filter((page) => page !== undefined)
      for (const page of copied) page.isShared = true
      return copied.map(({ rows }) => rows)
    },
  }
}
