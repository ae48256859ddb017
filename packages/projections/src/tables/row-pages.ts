/** Rows in one page. */
export const pageSize = 1_024

type Page<Row> = { readonly rows: (Row | undefined)[]; count: number }

/**
 * Rows by their place, which never changes: a row that is removed leaves a gap. Gaps take room until a whole page is
 * empty, so that nothing has ever to be moved.
 */
export type RowPages<Row> = {
  /** One more than the last place that was ever given. */
  readonly length: number
  at(place: number): Row | undefined
  /** Adds a row behind all others; the answer is its place. */
  add(row: Row): number
  replace(place: number, row: Row): void
  remove(place: number): void
  /** The rows of a page, at their places in it; `undefined` when all are gone. Not to be changed. */
  page(index: number): readonly (Row | undefined)[] | undefined
  /** Every row, in the order of the places. */
  rows(): Iterable<Row>
}

/** Pages without rows. */
export const createRowPages = <Row>(): RowPages<Row> => {
  const pages: (Page<Row> | undefined)[] = []
  let length = 0

  const pageOf = (place: number): Page<Row> | undefined => pages[Math.floor(place / pageSize)]

  return {
    get length() {
      return length
    },
    at: (place) => pageOf(place)?.rows[place % pageSize],
    add: (row) => {
      const page = pageOf(length) ?? { rows: [], count: 0 }
      if (page.count === 0) pages[Math.floor(length / pageSize)] = page
      page.rows[length % pageSize] = row
      page.count += 1
      length += 1
      return length - 1
    },
    replace: (place, row) => {
      const page = pageOf(place)
      if (page !== undefined) page.rows[place % pageSize] = row
    },
    remove: (place) => {
      const page = pageOf(place)
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
  }
}
