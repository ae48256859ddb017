import { searchKey } from '../data-structures/search-key.js'
import { lowerBound } from '../data-structures/sorting.js'
import { pageSize, type RowPages } from './row-pages.js'

/** At which places of a table a part of a text is; the texts are written out when first asked for, and then kept. */
export type TextIndex<Row> = {
  /** The places, ascending, of the rows whose text holds a part; `null` when there are more than `most`. */
  search(part: string, most: number): readonly number[] | null
  changed(place: number, before: Row | undefined, after: Row | undefined): void
  /** Forgets what it wrote: the rows are others. */
  clear(): void
}

/** The texts of some rows one behind the other, and where each begins; the last beginning is where the last text ends. */
type Page = { readonly text: string; readonly starts: Uint32Array }

const gap = '\n'

const written = (texts: readonly string[]): Page => {
  const starts = new Uint32Array(texts.length + 1)
  texts.forEach((text, at) => {
    starts[at + 1] = (starts[at] ?? 0) + text.length + gap.length
  })
  return { text: texts.join(gap), starts }
}

/** Which texts of a page hold a part; looking goes on behind a text that does. */
const foundOn = function* ({ text, starts }: Page, part: string): Iterable<number> {
  for (let hit = text.indexOf(part); hit >= 0; ) {
    const behind = lowerBound(starts.length, (at) => (starts[at] ?? 0) <= hit)
    const end = starts[behind] ?? text.length + gap.length
    // What lies across a gap is in no text.
    const isInside = hit + part.length <= end - gap.length
    if (isInside) yield behind - 1
    hit = text.indexOf(part, isInside ? end : hit + 1)
  }
}

/** Finds rows of `rows` by parts of the text `textOf` gives, as `folded` compares them. */
export const createTextIndex = <Row>(rows: () => RowPages<Row>, textOf: (row: Row) => string): TextIndex<Row> => {
  const pages: (Page | undefined)[] = []

  const textIn = (row: Row | undefined): string => (row === undefined ? '' : textOf(row))

  const pageAt = (index: number): Page => {
    const known = pages[index]
    if (known !== undefined) return known
    const some = rows().page(index) ?? []
    const made = written(some.map((row) => searchKey(textIn(row))))
    pages[index] = made
    return made
  }

  return {
    search: (part, most) => {
      const found: number[] = []
      for (let index = 0; index * pageSize < rows().length; index += 1)
        for (const at of foundOn(pageAt(index), part)) if (found.push(index * pageSize + at) > most) return null
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
