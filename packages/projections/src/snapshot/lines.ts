import type { SnapshotChunk } from '@clientele/domain'
import { cacheLast } from '../data-structures/cache-last.js'
import type { HistoryContents, Past } from '../history/history.js'
import type { HistoryEntry, HistoryKind, HistorySubject, RecordedChange } from '../history/line.js'
import { type EventRecord, recordOfEntry } from '../history/log/event-record.js'
import type { LinesSince } from '../history/recorded-lines.js'
import { allKinds } from '../history/subject-keys.js'
import { type Block, blocksOf, recordsIn } from './block.js'
import { chunkSize } from './tables.js'

const subjectsPart = 'subjects'
const linesPart = 'lines'
const eventsPart = 'events'

/**
 * The addresses of a subject's lines, oldest first, as pairs of an address and a run length. An address counts lines
 * from the first block, with `chunkSize` lines per block.
 */
type SubjectLines = HistorySubject & { readonly count: number; readonly at: readonly number[] }

type Packed = Omit<HistoryEntry, 'changes'> & {
  readonly changes: readonly (readonly [
    field: string,
    before: string | null,
    after: string | null,
    ...whose: readonly string[],
  ])[]
}

const pack = (entry: HistoryEntry): Packed => ({
  ...entry,
  changes: entry.changes.map((change) => [change.field, change.old, change.new, ...(change.whose ?? [])]),
})

const changeOf = ([field, before, after, ...whose]: Packed['changes'][number]): RecordedChange => {
  const change = { field, old: before, new: after }
  return whose.length === 0 ? change : { ...change, whose }
}

const unpack = (entry: Packed): HistoryEntry => ({ ...entry, changes: entry.changes.map(changeOf) })

const toChunk = (part: string, records: readonly object[]): SnapshotChunk => ({
  part,
  text: JSON.stringify([...blocksOf(records, records.length)]),
})

/** Writes every line once, next to the other lines of its first subject, and stores its address. */
function* lineChunks(
  { subjects, at }: LinesSince,
  firstBlock: number,
  addresses: Uint32Array,
): Iterable<SnapshotChunk> {
  let block = firstBlock
  let records: Packed[] = []
  for (const subject of subjects)
    for (const line of subject.own()) {
      addresses[line] = block * chunkSize + records.length
      records.push(pack(at(line)))
      if (records.length < chunkSize) continue
      yield toChunk(linesPart, records)
      records = []
      block += 1
    }
  if (records.length > 0) yield toChunk(linesPart, records)
}

const runsOf = (lines: Uint32Array, addresses: Uint32Array): readonly number[] => {
  const runs: number[] = []
  let next = -1
  for (const line of lines) {
    const address = addresses[line] ?? 0
    if (address === next) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1
    else runs.push(address, 1)
    next = address + 1
  }
  return runs
}

function* subjectChunks({ subjects }: LinesSince, addresses: Uint32Array): Iterable<SnapshotChunk> {
  let batch: SubjectLines[] = []
  let size = 0
  for (const { kind, id, count, all } of subjects) {
    const at = runsOf(all(), addresses)
    batch.push({ kind, id, count, at })
    size += 1 + at.length
    if (size < chunkSize) continue
    yield toChunk(subjectsPart, batch)
    batch = []
    size = 0
  }
  if (batch.length > 0) yield toChunk(subjectsPart, batch)
}

/** The events in the order of the log, each with the address of its line. */
function* eventChunks({ linked, at }: LinesSince, addresses: Uint32Array): Iterable<SnapshotChunk> {
  let records: EventRecord[] = []
  for (const { line, subjects } of linked()) {
    records.push(recordOfEntry(at(line), subjects, addresses[line] ?? 0))
    if (records.length < chunkSize) continue
    yield toChunk(eventsPart, records)
    records = []
  }
  if (records.length > 0) yield toChunk(eventsPart, records)
}

/** The contents of a history, serialized lazily. Chunks that were never read are passed on unchanged. */
export function* historyChunks({ past, since }: HistoryContents): Iterable<SnapshotChunk> {
  let blocks = 0
  for (const chunk of past.chunks) {
    if (chunk.part === linesPart) blocks += 1
    yield chunk
  }
  const addresses = new Uint32Array(since.size)
  yield* lineChunks(since, blocks, addresses)
  yield* subjectChunks(since, addresses)
  yield* eventChunks(since, addresses)
}

const recordsOf = <A>({ text }: SnapshotChunk): readonly A[] =>
  (JSON.parse(text) as readonly Block[]).flatMap((block) => recordsIn<A>(block))

type Places = ReadonlyMap<HistoryKind, Map<string, readonly number[]>>

const placesIn = (subjects: readonly SnapshotChunk[]): Places => {
  const places: Places = new Map(allKinds.map((kind) => [kind, new Map()]))
  for (const chunk of subjects)
    for (const { kind, id, at } of recordsOf<SubjectLines>(chunk)) {
      const parsed = places.get(kind)?.get(id)
      places.get(kind)?.set(id, parsed === undefined ? at : [...parsed, ...at])
    }
  return places
}

/** Parsed blocks in the cache; neighbouring lines are read together. */
const maxCachedBlocks = 8

function* addressesBackwards(runs: readonly number[]): Iterable<number> {
  for (let at = runs.length - 2; at >= 0; at -= 2) {
    const [first = 0, count = 0] = [runs[at], runs[at + 1]]
    for (let address = first + count - 1; address >= first; address -= 1) yield address
  }
}

/** The history in the chunks of a snapshot: indexed by subject, parsed block by block on access. */
export const pastIn = (all: readonly SnapshotChunk[]): Past => {
  const subjects = all.filter(({ part }) => part === subjectsPart)
  const lines = all.filter(({ part }) => part === linesPart)
  const events = all.filter(({ part }) => part === eventsPart)
  let parsed: Places | null = null
  const places = (): Places => {
    parsed ??= placesIn(subjects)
    return parsed
  }
  const blocks = cacheLast(maxCachedBlocks, (index: number) => {
    const chunk = lines[index]
    return chunk === undefined ? [] : recordsOf<Packed>(chunk)
  })
  const recordAt = (address: number): Packed | undefined =>
    blocks.of(Math.floor(address / chunkSize))[address % chunkSize]

  function* backwards({ kind, id }: HistorySubject): Iterable<HistoryEntry> {
    for (const address of addressesBackwards(places().get(kind)?.get(id) ?? [])) {
      const record = recordAt(address)
      if (record !== undefined) yield unpack(record)
    }
  }
  return {
    chunks: [...subjects, ...lines, ...events],
    backwards,
    subjects: function* () {
      for (const chunk of subjects) yield* recordsOf<SubjectLines>(chunk)
    },
    kindsOf: (id) => [...places()].filter(([, byId]) => byId.has(id)).map(([kind]) => kind),
    events: function* () {
      for (const chunk of events) yield* recordsOf<EventRecord>(chunk)
    },
    entryAt: (address) => {
      const record = recordAt(address)
      if (record === undefined) throw new RangeError('The snapshot has no line at this address.')
      return unpack(record)
    },
  }
}
