import type { SnapshotChunk } from '@clientele/domain'
import type { HistoryContents, Past, SubjectLines } from '../history/history.js'
import type { HistoryEntry, HistoryKind, HistorySubject, KeptChange } from '../history/line.js'
import { allKinds } from '../history/subject-places.js'
import { type Block, blocksOf, recordsIn } from './block.js'
import { most } from './tables.js'

const subjectsPart = 'subjects'
const linesPart = 'lines'

/** How many of the lines in the block that follows belong to a subject, and how many come before them there. */
type Share = HistorySubject & { readonly count: number }

type Packed = Omit<HistoryEntry, 'changes'> & {
  readonly changes: readonly (readonly [
    field: string,
    before: string | null,
    after: string | null,
    ...whose: readonly string[],
  ])[]
}

const packed = (entry: HistoryEntry): Packed => ({
  ...entry,
  changes: entry.changes.map((change) => [change.field, change.old, change.new, ...(change.whose ?? [])]),
})

const changeOf = ([field, before, after, ...whose]: Packed['changes'][number]): KeptChange => {
  const change = { field, old: before, new: after }
  return whose.length === 0 ? change : { ...change, whose }
}

const unpacked = (entry: Packed): HistoryEntry => ({ ...entry, changes: entry.changes.map(changeOf) })

/** Some lines of a subject, read. */
type Piece = Share & { readonly entries: readonly HistoryEntry[] }

function* piecesOf(subjects: readonly SubjectLines[]): Iterable<Piece> {
  for (const { kind, id, count, slice } of subjects)
    for (let start = 0; start < count; start += most) {
      const entries = slice(start, Math.min(start + most, count))
      yield { kind, id, entries, count: entries.length }
    }
}

const written = (pieces: readonly Piece[]): readonly SnapshotChunk[] => {
  const shares = pieces.map(({ kind, id, count }): Share => ({ kind, id, count }))
  const lines = pieces.flatMap(({ entries }) => entries.map(packed))
  return [
    { part: subjectsPart, text: JSON.stringify([...blocksOf(shares, shares.length)]) },
    { part: linesPart, text: JSON.stringify([...blocksOf(lines, lines.length)]) },
  ]
}

function* sinceChunks(subjects: readonly SubjectLines[]): Iterable<SnapshotChunk> {
  let pieces: Piece[] = []
  let size = 0
  for (const piece of piecesOf(subjects)) {
    pieces.push(piece)
    size += piece.count
    if (size < most) continue
    yield* written(pieces)
    pieces = []
    size = 0
  }
  if (size > 0) yield* written(pieces)
}

/** A history as it stood, to be written later. What was never read is passed on as it is. */
export function* historyChunks({ past, since }: HistoryContents): Iterable<SnapshotChunk> {
  yield* past.chunks
  yield* sinceChunks(since)
}

const recordsOf = <A>({ text }: SnapshotChunk): readonly A[] =>
  (JSON.parse(text) as readonly Block[]).flatMap((block) => recordsIn<A>(block))

/** Where lines of a subject are: in which block, from which one on. */
type Place = { readonly block: number; readonly start: number; readonly count: number }

type Places = ReadonlyMap<HistoryKind, Map<string, Place[]>>

const placesIn = (subjects: readonly SnapshotChunk[]): Places => {
  const places: Places = new Map(allKinds.map((kind) => [kind, new Map()]))
  subjects.forEach((chunk, block) => {
    let start = 0
    for (const { kind, id, count } of recordsOf<Share>(chunk)) {
      const known = places.get(kind)?.get(id)
      if (known === undefined) places.get(kind)?.set(id, [{ block, start, count }])
      else known.push({ block, start, count })
      start += count
    }
  })
  return places
}

/** Remembers the last answer, as neighbours are asked for together. */
const rememberingLast = <A>(answer: (key: number) => A): ((key: number) => A) => {
  let last: { readonly key: number; readonly answer: A } | null = null
  return (key) => {
    if (last?.key !== key) last = { key, answer: answer(key) }
    return last.answer
  }
}

/** The history in some chunks: found through its subjects, read block by block when somebody asks. */
export const pastIn = (all: readonly SnapshotChunk[]): Past => {
  const subjects = all.filter(({ part }) => part === subjectsPart)
  const lines = all.filter(({ part }) => part === linesPart)
  let known: Places | null = null
  const places = (): Places => {
    known ??= placesIn(subjects)
    return known
  }
  const block = rememberingLast((index) => {
    const chunk = lines[index]
    return chunk === undefined ? [] : recordsOf<Packed>(chunk)
  })
  return {
    chunks: all.filter(({ part }) => part === subjectsPart || part === linesPart),
    of: ({ kind, id }) =>
      (places().get(kind)?.get(id) ?? []).flatMap((place) =>
        block(place.block)
          .slice(place.start, place.start + place.count)
          .map(unpacked),
      ),
    subjects: function* () {
      for (const chunk of subjects) yield* recordsOf<Share>(chunk)
    },
    kindsOf: (id) => [...places()].filter(([, byId]) => byId.has(id)).map(([kind]) => kind),
  }
}
