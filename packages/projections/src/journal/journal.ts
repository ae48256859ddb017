import type { Instant, Position, SnapshotChunk } from '@clientele/domain'
import { lowerBound } from '../data-structures/sorting.js'
import type { EventPlace, LoggedEvent, RegisterEvent } from '../register/handlers/handler.js'
import {
  blockSize,
  blocksIn,
  chunkOf,
  dataIn,
  eventsIn,
  isErasure,
  type Latest,
  laterOf,
  latestOf,
  never,
  type Packed,
  packEvents,
  placesIn,
} from './blocks.js'
import { asTexts, type Packing } from './packing.js'

/** Every event that the register has applied, packed in memory; registers of past days are built from it. */
export type Journal = {
  /** The number of events. */
  readonly size: number
  readonly latest: Latest
  record(event: LoggedEvent): void
  /** The events in the order of the log from number `from` (the first is 0) until before `end`. */
  events(from: number, end: number): Iterable<RegisterEvent>
  /** Where and when these events were recorded. */
  places(from: number, end: number): Iterable<EventPlace>
  /** The data of the events with the given numbers, which must ascend. */
  dataAt(numbers: readonly number[]): readonly RegisterEvent['data'][]
  /** The erasures of persons from number `from` on. */
  erasures(from: number): readonly LoggedEvent[]
  /** The number of events recorded before an instant. */
  countRecordedBefore(instant: Instant): number
  /** The number of events recorded up to an instant, inclusive. */
  countRecordedBy(instant: Instant): number
  /** The number of events up to the one at a position, inclusive; `null` if no event has this position. */
  countUpTo(position: Position): number | null
  /** The number of events at a position or before it. */
  countAtOrBefore(position: Position): number
  /** The contents as chunks of a snapshot. */
  chunks(): Iterable<SnapshotChunk>
  /** Replaces the contents by the chunks of a snapshot. */
  fill(chunks: readonly SnapshotChunk[]): void
}

/** The packed blocks of a journal, and the events after them that are not packed yet. */
type Contents = {
  readonly packing: Packing
  blocks: Packed[]
  packed: number
  tail: LoggedEvent[]
  erasures: { readonly number: number; readonly event: LoggedEvent }[]
  latest: Latest
}

const sizeOf = ({ packed, tail }: Contents): number => packed + tail.length

const addBlock = (contents: Contents, block: Packed): void => {
  contents.blocks.push(block)
  contents.packed += block.count
  contents.latest = laterOf(contents.latest, block.latest)
}

const record = (contents: Contents, event: LoggedEvent): void => {
  const { tail, packed } = contents
  tail.push(event)
  contents.latest = laterOf(contents.latest, latestOf(event))
  if (isErasure(event)) contents.erasures.push({ number: packed + tail.length - 1, event })
  if (tail.length < blockSize) return
  contents.tail = []
  addBlock(contents, packEvents(tail, contents))
}

/** The index of the block that contains an event, or after the last block. */
const placeOf = (blocks: readonly Packed[], number: number): number =>
  lowerBound(blocks.length, (at) => {
    const block = blocks[at]
    return block !== undefined && block.first + block.count <= number
  })

/** What `read` finds in the blocks of some events, or in the events that are not packed yet. */
function* readFrom<A>(
  { blocks, tail, packed, packing }: Contents,
  [from, end]: readonly [from: number, end: number],
  read: (block: Packed, packing: Packing) => readonly A[],
  readUnpacked: (event: LoggedEvent) => A,
): Iterable<A> {
  if (from >= end) return
  for (let at = placeOf(blocks, from); at < blocks.length; at += 1) {
    const block = blocks[at]
    if (block === undefined || block.first >= end) return
    yield* read(block, packing).slice(Math.max(0, from - block.first), end - block.first)
  }
  yield* tail.slice(Math.max(0, from - packed), Math.max(0, end - packed)).map(readUnpacked)
}

const itself = (event: LoggedEvent): LoggedEvent => event

const placesFrom = (contents: Contents, from: number, end: number): Iterable<EventPlace> =>
  readFrom<EventPlace>(contents, [from, end], placesIn, itself)

/** The data of events with ascending numbers; unpacks each block once. */
const dataAt = (
  { blocks, packed, tail, packing }: Contents,
  numbers: readonly number[],
): readonly RegisterEvent['data'][] => {
  const found: RegisterEvent['data'][] = []
  let next = 0
  while (next < numbers.length) {
    const block = blocks[placeOf(blocks, numbers[next] ?? 0)]
    const end =
      block === undefined
        ? numbers.length
        : lowerBound(numbers.length, (at) => (numbers[at] ?? 0) < block.first + block.count)
    const own = numbers.slice(next, end)
    if (block === undefined) found.push(...own.flatMap((number) => tail[number - packed]?.data ?? []))
    else
      found.push(
        ...dataIn(
          block,
          own.map((number) => number - block.first),
          packing,
        ),
      )
    next = end
  }
  return found
}

const countWhile = (contents: Contents, isCounted: (recordedAt: Instant) => boolean): number => {
  let count = contents.blocks.findLast((block) => isCounted(block.firstRecordedAt))?.first ?? 0
  for (const { recordedAt } of placesFrom(contents, count, sizeOf(contents))) {
    if (!isCounted(recordedAt)) break
    count += 1
  }
  return count
}

// Positions are decimal numbers, or pairs of numbers that grow together.
const isAtOrBefore = (one: Position, other: Position): boolean =>
  one.length === other.length ? one <= other : one.length < other.length

const countAtOrBefore = (contents: Contents, position: Position): number => {
  let count = contents.blocks.findLast(({ firstPosition }) => isAtOrBefore(firstPosition, position))?.first ?? 0
  for (const one of placesFrom(contents, count, sizeOf(contents))) {
    if (!isAtOrBefore(one.position, position)) break
    count += 1
  }
  return count
}

const countUpTo = (contents: Contents, position: Position): number | null => {
  const count = countAtOrBefore(contents, position)
  const [last] = count === 0 ? [] : placesFrom(contents, count - 1, count)
  return last?.position === position ? count : null
}

function* chunksOf(contents: Contents): Iterable<SnapshotChunk> {
  const { blocks, tail } = contents
  for (const block of blocks) yield chunkOf(block)
  if (tail.length > 0) yield chunkOf(packEvents(tail, contents))
}

const erasuresIn = (block: Packed, packing: Packing): Contents['erasures'] => {
  const places = placesIn(block, packing)
  return eventsIn(block, packing).flatMap((event, index) => {
    const place = places[index]
    return place !== undefined && isErasure(event)
      ? [{ number: block.first + index, event: { ...event, ...place } }]
      : []
  })
}

const emptyContents = (packing: Packing): Contents => ({
  packing,
  blocks: [],
  packed: 0,
  tail: [],
  erasures: [],
  latest: never,
})

/** Creates an empty journal; `packing` is the format of the texts of blocks. */
export const createJournal = (packing: Packing = asTexts): Journal => {
  let contents = emptyContents(packing)
  return {
    get size() {
      return sizeOf(contents)
    },
    get latest() {
      return contents.latest
    },
    record: (event) => record(contents, event),
    events: (from, end) => readFrom<RegisterEvent>(contents, [from, end], eventsIn, itself),
    places: (from, end) => placesFrom(contents, from, end),
    dataAt: (numbers) => dataAt(contents, numbers),
    erasures: (from) => contents.erasures.filter(({ number }) => number >= from).map(({ event }) => event),
    countRecordedBefore: (instant) => countWhile(contents, (recordedAt) => recordedAt < instant),
    countRecordedBy: (instant) => countWhile(contents, (recordedAt) => recordedAt <= instant),
    countUpTo: (position) => countUpTo(contents, position),
    countAtOrBefore: (position) => countAtOrBefore(contents, position),
    // A copy, so that events recorded during writing are left out.
    chunks: () => chunksOf({ ...contents, blocks: [...contents.blocks], tail: [...contents.tail] }),
    fill: (chunks) => {
      contents = emptyContents(packing)
      for (const block of blocksIn(chunks)) {
        addBlock(contents, block)
        if (block.hasErasures) contents.erasures.push(...erasuresIn(block, packing))
      }
    },
  }
}
