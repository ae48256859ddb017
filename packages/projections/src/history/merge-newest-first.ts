import type { HistoryEntry } from './line.js'

type Entry = () => HistoryEntry

type Head = { readonly lines: Iterator<Entry>; entry: HistoryEntry | null }

/** Compares positions: decimal numbers without leading zeros, or of equal length. */
const isBehind = (one: string, other: string): boolean =>
  one.length === other.length ? one > other : one.length > other.length

/** Merges the entries of several subjects, newest first, without duplicates. */
export function* mergeNewestFirst(sources: readonly Iterable<Entry>[]): Iterable<Entry> {
  const heads = sources.map((source): Head => ({ lines: source[Symbol.iterator](), entry: null }))
  for (const head of heads) head.entry = nextOf(head.lines)
  for (;;) {
    let last: HistoryEntry | null = null
    for (const { entry } of heads)
      if (entry !== null && (last === null || isBehind(entry.position, last.position))) last = entry
    if (last === null) return
    const { position } = last
    for (const head of heads) if (head.entry?.position === position) head.entry = nextOf(head.lines)
    const found = last
    yield () => found
  }
}

const nextOf = (lines: Iterator<Entry>): HistoryEntry | null => {
  const next = lines.next()
  return next.done === true ? null : next.value()
}
