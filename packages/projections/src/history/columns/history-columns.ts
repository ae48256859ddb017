import type { KnownEvent } from '@clientele/domain'
import { type LineLimits, type Period, periodOf } from '../limits.js'
import type { HistoryEntry, Line } from '../line.js'
import { createSharedValues, readLine, type SharedValues, writeLine } from './block-line.js'
import { blockSize, type ColumnBlock, createBlock, customersIn, marks } from './column-block.js'
import { instantAt } from './instants.js'

/** Lines by number, in the order of recording, stored in columns. */
export type HistoryColumns = {
  /** The number of lines. */
  readonly size: number
  /** Appends a line and returns its number; `reasonOf` lists the persons that the reason is about. */
  add(event: KnownEvent, line: Line, reasonOf: readonly string[]): number
  at(line: number): HistoryEntry
  /** Whether a line is within limits, checked on the columns. */
  within(limits: LineLimits): (line: number) => boolean
  /** The customers a line mentions. */
  customerOf(line: number): HistoryEntry['customerId']
}

const isAtTime = (
  shared: SharedValues,
  block: ColumnBlock,
  at: number,
  { from, end, first, behind }: Period,
): boolean => {
  const time = block.times[at] ?? Number.NaN
  const isPlain = !Number.isNaN(time + first + behind)
  if (isPlain) return time >= first && time < behind
  const recordedAt = Number.isNaN(time) ? readLine(shared, block, at).recordedAt : instantAt(time)
  return recordedAt >= from && (end === null || recordedAt < end)
}

/** Creates empty columns. */
export const createHistoryColumns = (): HistoryColumns => {
  const blocks: ColumnBlock[] = []
  const shared = createSharedValues()
  const { actors, types } = shared
  let size = 0

  const blockOf = (line: number): ColumnBlock => {
    const index = Math.floor(line / blockSize)
    const existing = blocks[index]
    if (existing !== undefined) return existing
    const full = blocks[index - 1]
    // Arrays that grew by `push` keep spare capacity; a copy releases it.
    if (full !== undefined) full.texts = full.texts.slice()
    const created = createBlock()
    blocks.push(created)
    return created
  }

  const within = (limits: LineLimits): ((line: number) => boolean) => {
    const { from, end, types: wanted, actor } = limits
    const by = actor === null ? null : actors.numberOf(actor)
    const ofTypes = wanted === null ? null : new Set(wanted.map(types.numberOf))
    const isAlways = from === '' && end === null
    const period = periodOf(limits)
    if (by === undefined) return () => false
    return (line) => {
      const block = blockOf(line)
      const at = line % blockSize
      if (by !== null && block.actors[at] !== by) return false
      if (ofTypes !== null && !ofTypes.has(block.types[at])) return false
      return isAlways || isAtTime(shared, block, at, period)
    }
  }

  return {
    get size() {
      return size
    },
    within,
    customerOf: (line) => {
      const block = blockOf(line)
      const at = line % blockSize
      return ((block.parts[at] ?? 0) & marks.customer) === 0 ? null : customersIn(block.texts[block.starts[at] ?? 0])
    },
    add: (event, line, reasonPersons) => {
      writeLine(shared, blockOf(size), size % blockSize, { event, line, reasonPersons })
      size += 1
      return size - 1
    },
    at: (line) => readLine(shared, blockOf(line), line % blockSize),
  }
}
