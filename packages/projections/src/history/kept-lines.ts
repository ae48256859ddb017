import type { CalendarDate, Instant, KnownEvent } from '@clientele/domain'
import { createNumbering } from '../register/numbering.js'
import { type HistoryEntry, type KeptChange, type Line, topicText, whoseIs } from './line.js'
import { instantAt, millisecondsOf } from './moment.js'

/** Which lines are looked for; `null` and an empty text limit nothing. `end` is exclusive. */
export type LineLimits = {
  readonly from: Instant | ''
  readonly end: Instant | null
  readonly types: readonly string[] | null
  readonly actor: string | null
}

/** Lines by numbers, each behind the one before it about the same subject. */
export type KeptLines = {
  /** Keeps a line behind that of a number (`none`: it is the first of its subject) and answers its own. */
  add(event: KnownEvent, line: Line, before: number): number
  at(line: number): HistoryEntry
  /** The number of the line before; `none` for the first. */
  before(line: number): number
  /** How many lines of its subject there are up to a line. */
  count(line: number): number
  /** Whether a line is within limits, told from its columns. */
  within(limits: LineLimits): (line: number) => boolean
  /** The customer, or the customers, a line speaks of. */
  customerOf(line: number): HistoryEntry['customerId']
}

/** Stands for no line. */
export const none = -1

const blockSize = 1_024

// What of a line is among the texts of its block, in this order; the changes come behind.
const positionText = 1
const timeText = 2
const effective = 4
const topic = 8
const topicOf = 16
const customer = 32

type Text = string | null | readonly string[]

/** Lines in columns: an object for each would take ten times the room. */
type Block = {
  readonly positions: Float64Array
  readonly times: Float64Array
  readonly before: Int32Array
  readonly counts: Uint32Array
  readonly actors: Uint32Array
  readonly types: Uint16Array
  readonly parts: Uint8Array
  readonly starts: Uint32Array
  texts: Text[]
}

const emptyBlock = (): Block => ({
  positions: new Float64Array(blockSize),
  times: new Float64Array(blockSize),
  before: new Int32Array(blockSize),
  counts: new Uint32Array(blockSize),
  actors: new Uint32Array(blockSize),
  types: new Uint16Array(blockSize),
  parts: new Uint8Array(blockSize),
  starts: new Uint32Array(blockSize + 1),
  texts: [],
})

/** A position that is a plain number as one, which not those of every store are. */
const numberIn = (position: string): number => {
  const number = Number(position)
  return Number.isSafeInteger(number) && String(number) === position ? number : Number.NaN
}

/** Adds a text unless it says nothing; answers the mark of what was added. */
const part = (texts: Text[], mark: number, text: Text | undefined): number => {
  if (text === null || text === undefined) return 0
  texts.push(text)
  return mark
}

const addChange = (texts: Text[], { field, old, new: after, whose }: KeptChange): void => {
  if (whose !== undefined) texts.push(whose)
  texts.push(field, old, after)
}

const isList = (text: Text | undefined): text is readonly string[] => Array.isArray(text)

const textOf = (text: Text | undefined): string | null => (typeof text === 'string' ? text : null)

const changesIn = (texts: readonly Text[], start: number, end: number): readonly KeptChange[] => {
  const changes: KeptChange[] = []
  let at = start
  while (at < end) {
    const whose = texts[at]
    if (isList(whose)) at += 1
    const change = { field: textOf(texts[at]) ?? '', old: textOf(texts[at + 1]), new: textOf(texts[at + 2]) }
    changes.push(isList(whose) ? { ...change, whose } : change)
    at += 3
  }
  return changes
}

/** Limits in time, as texts and as numbers: most lines are compared by these. */
type Period = Pick<LineLimits, 'from' | 'end'> & { readonly first: number; readonly behind: number }

const periodOf = ({ from, end }: LineLimits): Period => ({
  from,
  end,
  first: from === '' ? Number.MIN_SAFE_INTEGER : millisecondsOf(from),
  behind: end === null ? Number.MAX_SAFE_INTEGER : millisecondsOf(end),
})

/** Keeps lines. */
export const createKeptLines = (): KeptLines => {
  const blocks: Block[] = []
  const actors = createNumbering()
  const types = createNumbering()
  let size = 0
  let last = { text: '', milliseconds: Number.NaN }

  const blockOf = (line: number): Block => {
    const index = Math.floor(line / blockSize)
    const known = blocks[index]
    if (known !== undefined) return known
    const full = blocks[index - 1]
    // A list that grew has room for many more.
    if (full !== undefined) full.texts = full.texts.slice()
    const made = emptyBlock()
    blocks.push(made)
    return made
  }

  // What is committed together is recorded at one instant.
  const timeOf = (text: string): number => {
    if (text !== last.text) last = { text, milliseconds: millisecondsOf(text) }
    return last.milliseconds
  }

  const count = (line: number): number => (line === none ? 0 : (blockOf(line).counts[line % blockSize] ?? 0))

  const write = (block: Block, at: number, event: KnownEvent, line: Line): void => {
    const { texts } = block
    const [position, time] = [numberIn(event.position), timeOf(event.recordedAt)]
    const whose = whoseIs(line.topic)
    block.positions[at] = position
    block.times[at] = time
    block.actors[at] = actors.numberFor(event.metadata.by)
    block.types[at] = types.numberFor(event.type)
    block.parts[at] =
      part(texts, positionText, Number.isNaN(position) ? event.position : null) |
      part(texts, timeText, Number.isNaN(time) ? event.recordedAt : null) |
      part(texts, effective, line.effectiveDate) |
      part(texts, topic, topicText(line.topic)) |
      part(texts, topicOf, whose.length === 0 ? null : whose) |
      part(texts, customer, line.customerId)
    for (const change of line.changes) addChange(texts, change)
    block.starts[at + 1] = texts.length
  }

  const read = (block: Block, at: number): HistoryEntry => {
    const parts = block.parts[at] ?? 0
    let next = block.starts[at] ?? 0
    const taken = (mark: number): Text => {
      if ((parts & mark) === 0) return null
      next += 1
      return block.texts[next - 1] ?? null
    }
    const [position, recordedAt, date, about, whose, customerId] = [
      positionText,
      timeText,
      effective,
      topic,
      topicOf,
      customer,
    ].map(taken)
    return {
      position: textOf(position) ?? String(block.positions[at]),
      recordedAt: textOf(recordedAt) ?? instantAt(block.times[at] ?? 0),
      effectiveDate: textOf(date) satisfies CalendarDate | null,
      by: actors.textOf(block.actors[at] ?? 0),
      type: types.textOf(block.types[at] ?? 0),
      topic: textOf(about),
      topicOf: isList(whose) ? whose : null,
      changes: changesIn(block.texts, next, block.starts[at + 1] ?? 0),
      customerId: customerId ?? null,
    }
  }

  const isAtTime = (block: Block, at: number, { from, end, first, behind }: Period): boolean => {
    const time = block.times[at] ?? Number.NaN
    const isPlain = !Number.isNaN(time + first + behind)
    if (isPlain) return time >= first && time < behind
    const recordedAt = Number.isNaN(time) ? read(block, at).recordedAt : instantAt(time)
    return recordedAt >= from && (end === null || recordedAt < end)
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
      return isAlways || isAtTime(block, at, period)
    }
  }

  const customerOf = (line: number): HistoryEntry['customerId'] => {
    const block = blockOf(line)
    const at = line % blockSize
    return ((block.parts[at] ?? 0) & customer) === 0 ? null : read(block, at).customerId
  }

  return {
    within,
    customerOf,
    add: (event, line, before) => {
      const block = blockOf(size)
      const at = size % blockSize
      write(block, at, event, line)
      block.before[at] = before
      block.counts[at] = count(before) + 1
      size += 1
      return size - 1
    },
    at: (line) => read(blockOf(line), line % blockSize),
    before: (line) => blockOf(line).before[line % blockSize] ?? none,
    count,
  }
}
