import { searchKey } from '../data-structures/search-key.js'
import { lowerBound } from '../data-structures/sorting.js'
import { pageSize, type RowPages } from './row-pages.js'

/** Substring search over one text per row. The texts of a page are normalized on first search and then cached. */
export type TextIndex<Row> = {
  /** Places of the rows whose text contains `part`, ascending; `null` if there are more than `maxRows`. */
  search(part: string, maxRows: number): readonly number[] | null
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Discards the index after the rows were replaced. */
  clear(): void
}

/** The texts of a page joined into one string, with the start of each; the last entry is the end. */
type Page = { readonly text: string; readonly starts: Uint32Array }

const gap = '\n'

const joinTexts = (texts: readonly string[]): Page => {
  const starts = new Uint32Array(texts.length + 1)
  texts.forEach((text, at) => {
    starts[at + 1] = (starts[at] ?? 0) + text.length + gap.length
  })
  return { text: texts.join(gap), starts }
}

/** Finds the texts of a page that contain a part, each once. */
const matchesOn = function* ({ text, starts }: Page, part: string): Iterable<number> {
  for (let hit = text.indexOf(part); hit >= 0; ) {
    const next = lowerBound(starts.length, (at) => (starts[at] ?? 0) <= hit)
    const end = starts[next] ?? text.length + gap.length
    // Ignores a hit that spans a separator.
    const isInside = hit + part.length <= end - gap.length
    if (isInside) yield next - 1
    hit = text.indexOf(part, isInside ? end : hit + 1)
  }
}

/** Creates a substring index of `rows` over the `searchKey` of `textOf`. */
export const createTextIndex = <Row>(rows: () => RowPages<Row>, textOf: (row: Row) => string): TextIndex<Row> => {
  const pages: (Page | undefined)[] = []

  const textIn = (row: Row | undefined): string => (row === undefined ? '' : textOf(row))

  const pageAt = (index: number): Page => {
    const cached = pages[index]
    if (cached !== undefined) return cached
    const some = rows().page(index) ?? []
    const page = joinTexts(some.map((row) => searchKey(textIn(row))))
    pages[index] = page
    return page
  }

  return {
    search: (part, maxRows) => {
      const found: number[] = []
      for (let index = 0; index * pageSize < rows().length; index += 1)
        for (const at of matchesOn(pageAt(index), part)) if (found.push(index * pageSize + at) > maxRows) return null
      return found
    },
    changed: (place, before, after) => {
      const index = Math.floor(place / pageSize)
      if (pages[index] !== undefined && textIn(before) !== textIn(after)) pages[index] = undefined
    },
    clear: () => {
      pages.length = 0
    },
  }
}
