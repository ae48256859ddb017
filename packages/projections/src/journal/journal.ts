import type { Instant, Position, SnapshotChunk } from '@clientele/domain'
import { lowerBound } from '../data-structures/sorting.js'
import type { RegisterEvent } from '../register/handlers/handler.js'
import {
  blockSize,
  blocksIn,
  chunkOf,
  eventsIn,
  isErasure,
  type Latest,
  laterOf,
  latestOf,
  never,
  type Packed,
  packedFrom,
} from './blocks.js'
import { asTexts, type Packing } from './packing.js'

/** Every event that the register has applied, kept small: the register of any moment is made from it. */
export type Journal = {
  /** How many events it holds. */
  readonly size: number
  readonly latest: Latest
  record(event: RegisterEvent): void
  /** Its events in the order of the log, from the one with a number on (the first is 0) up to one that is left out. */
  events(from: number, end: number): Iterable<RegisterEvent>
  /** The events with some numbers, which ascend. */
  at(numbers: readonly number[]): readonly RegisterEvent[]
  /** The erasures of persons among its events, from the one with a number on. */
  erasures(from: number): readonly RegisterEvent[]
  /** How many events were recorded before an instant. */
  countRecordedBefore(instant: Instant): number
  /** How many events were recorded up to an instant, inclusive. */
  countRecordedBy(instant: Instant): number
  /** How many events stand up to the one at a position, inclusive; `null` when none has it. */
  countUpTo(position: Position): number | null
  /** How many events stand at a position or before it. */
  countAtOrBefore(position: Position): number
  /** Its contents, as a snapshot writes them. */
  chunks(): Iterable<SnapshotChunk>
  /** Replaces the contents by the chunks of a snapshot. */
  fill(chunks: readonly SnapshotChunk[]): void
}

/** The blocks of a journal, and the events behind them that are not packed yet. */
type Contents = {
  readonly packing: Packing
  blocks: Packed[]
  packed: number
  tail: RegisterEvent[]
  erasures: { readonly number: number; readonly event: RegisterEvent }[]
  latest: Latest
}

const sizeOf = ({ packed, tail }: Contents): number => packed + tail.length

const addBlock = (contents: Contents, block: Packed): void => {
  contents.blocks.push(block)
  contents.packed += block.count
  contents.latest = laterOf(contents.latest, block.latest)
}

const record = (contents: Contents, event: RegisterEvent): void => {
  const { tail, packed } = contents
  tail.push(event)
  contents.latest = laterOf(contents.latest, latestOf(event))
  if (isErasure(event)) contents.erasures.push({ number: packed + tail.length - 1, event })
  if (tail.length < blockSize) return
  contents.tail = []
  addBlock(contents, packedFrom(tail, contents))
}

/** The place of the block with an event, or behind the last one. */
const placeOf = (blocks: readonly Packed[], number: number): number =>
  lowerBound(blocks.length, (at) => {
    const block = blocks[at]
    return block !== undefined && block.first + block.count <= number
  })

function* eventsFrom({ blocks, tail, packed, packing }: Contents, from: number, end: number): Iterable<RegisterEvent> {
  if (from >= end) return
  for (let at = placeOf(blocks, from); at < blocks.length; at += 1) {
    const block = blocks[at]
    if (block === undefined || block.first >= end) return
    yield* eventsIn(block, packing).slice(Math.max(0, from - block.first), end - block.first)
  }
  yield* tail.slice(Math.max(0, from - packed), Math.max(0, end - packed))
}

/** Reads each block once. */
const eventsAt = (
  { blocks, packed, tail, packing }: Contents,
  numbers: readonly number[],
): readonly RegisterEvent[] => {
  let [first, events]: [number, readonly RegisterEvent[]] = [0, []]
  return numbers.flatMap((number) => {
    if (number >= packed) return tail[number - packed] ?? []
    if (number < first || number >= first + events.length) {
      const block = blocks[placeOf(blocks, number)]
      if (block === undefined) return []
      first = block.first
      events = eventsIn(block, packing)
    }
    return events[number - first] ?? []
  })
}

const countWhile = (contents: Contents, isMeant: (recordedAt: Instant) => boolean): number => {
  let count = contents.blocks.findLast((block) => isMeant(block.firstRecordedAt))?.first ?? 0
  for (const event of eventsFrom(contents, count, sizeOf(contents))) {
    if (!isMeant(event.recordedAt)) break
    count += 1
  }
  return count
}

// Positions are decimal numbers, or two of them that grow together.
const isAtOrBefore = (one: Position, other: Position): boolean =>
  one.length === other.length ? one <= other : one.length < other.length

const countAtOrBefore = (contents: Contents, position: Position): number => {
  let count = contents.blocks.findLast(({ firstPosition }) => isAtOrBefore(firstPosition, position))?.first ?? 0
  for (const event of eventsFrom(contents, count, sizeOf(contents))) {
    if (!isAtOrBefore(event.position, position)) break
    count += 1
  }
  return count
}

const countUpTo = (contents: Contents, position: Position): number | null => {
  const count = countAtOrBefore(contents, position)
  const [last] = count === 0 ? [] : eventsFrom(contents, count - 1, count)
  return last?.position === position ? count : null
}

function* chunksOf(contents: Contents): Iterable<SnapshotChunk> {
  const { blocks, tail } = contents
  for (const block of blocks) yield chunkOf(block)
  if (tail.length > 0) yield chunkOf(packedFrom(tail, contents))
}

const erasuresIn = (block: Packed, packing: Packing): Contents['erasures'] =>
  eventsIn(block, packing).flatMap((event, index) => (isErasure(event) ? [{ number: block.first + index, event }] : []))

const emptyContents = (packing: Packing): Contents => ({
  packing,
  blocks: [],
  packed: 0,
  tail: [],
  erasures: [],
  latest: never,
})

/** Begins a journal with nothing in it; `packing` says how the text of a block is kept. */
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
    events: (from, end) => eventsFrom(contents, from, end),
    at: (numbers) => eventsAt(contents, numbers),
    erasures: (from) => contents.erasures.filter(({ number }) => number >= from).map(({ event }) => event),
    countRecordedBefore: (instant) => countWhile(contents, (recordedAt) => recordedAt < instant),
    countRecordedBy: (instant) => countWhile(contents, (recordedAt) => recordedAt <= instant),
    countUpTo: (position) => countUpTo(contents, position),
    countAtOrBefore: (position) => countAtOrBefore(contents, position),
    // What is recorded while they are written is not among them.
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
