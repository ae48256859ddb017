import { type KnownEvent, partId } from '@clientele/domain'
import { createInterner } from '../../data-structures/interner.js'
import { type LineLimits, type Period, periodOf } from '../limits.js'
import { type HistoryEntry, type Line, topicText, whoseIs } from '../line.js'
import {
  blockSize,
  type ColumnBlock,
  causeParts,
  changesIn,
  commandParts,
  createBlock,
  customersIn,
  listOf,
  listPart,
  marks,
  numberIn,
  numberOfOrigin,
  origins,
  part,
  pushChange,
  type Text,
  textOf,
} from './column-block.js'
import { createClockReader, instantAt } from './instants.js'
import { uuidAt, uuidBytes } from './uuid.js'

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

/** Creates empty columns. */
export const createHistoryColumns = (): HistoryColumns => {
  const blocks: ColumnBlock[] = []
  const actors = createInterner()
  const types = createInterner()
  // Events of one commit share the time of recording, and events of one command share the time of the actor.
  const [recorded, done] = [createClockReader(), createClockReader()]
  let size = 0

  const blockOf = (line: number): ColumnBlock => {
    const index = Math.floor(line / blockSize)
    const known = blocks[index]
    if (known !== undefined) return known
    const full = blocks[index - 1]
    // Arrays that grew by `push` keep spare capacity; a copy releases it.
    if (full !== undefined) full.texts = full.texts.slice()
    const made = createBlock()
    blocks.push(made)
    return made
  }

  const write = (
    block: ColumnBlock,
    at: number,
    event: KnownEvent,
    line: Line,
    whoseReason: readonly string[],
  ): void => {
    const { texts } = block
    const { metadata } = event
    const position = numberIn(event.position)
    const time = recorded(event.recordedAt)
    const instant = metadata.at === event.recordedAt ? time : done(metadata.at)
    block.positions[at] = position
    block.times[at] = time
    block.ats[at] = instant
    block.actors[at] = actors.intern(metadata.by)
    block.types[at] = types.intern(event.type)
    block.origins[at] = numberOfOrigin(metadata.origin)
    const first =
      part(texts, marks.customer, line.customerId) |
      part(texts, marks.positionText, Number.isNaN(position) ? event.position : null) |
      part(texts, marks.timeText, Number.isNaN(time) ? event.recordedAt : null) |
      part(texts, marks.atText, Number.isNaN(instant) ? metadata.at : null) |
      part(texts, marks.effective, line.effectiveDate) |
      part(texts, marks.topic, topicText(line.topic)) |
      listPart(texts, marks.topicOf, whoseIs(line.topic)) |
      part(texts, marks.on, topicText(line.on)) |
      listPart(texts, marks.onOf, whoseIs(line.on)) |
      part(texts, marks.reason, metadata.reason) |
      listPart(texts, marks.reasonOf, whoseReason)
    const command = commandParts(block, at, metadata.commandId)
    block.parts[at] =
      first | command | part(texts, marks.correlation, metadata.correlationId) | causeParts(texts, command, metadata)
    for (const change of line.changes) pushChange(texts, change)
    block.starts[at + 1] = texts.length
  }

  const read = (block: ColumnBlock, at: number): HistoryEntry => {
    const parts = block.parts[at] ?? 0
    let next = block.starts[at] ?? 0
    const taken = (mark: number): Text => {
      if ((parts & mark) === 0) return null
      next += 1
      return block.texts[next - 1] ?? null
    }
    const customers = customersIn(taken(marks.customer))
    const [position, recordedAt, instant, date] = [marks.positionText, marks.timeText, marks.atText, marks.effective]
      .map(taken)
      .map(textOf)
    const [about, aboutWhom, place, placeOf] = [marks.topic, marks.topicOf, marks.on, marks.onOf].map(taken)
    const [because, whoseReason, command, number] = [
      marks.reason,
      marks.reasonOf,
      marks.commandText,
      marks.commandPart,
    ].map(taken)
    const [correlationId, cause] = [marks.correlation, marks.causation].map(taken).map(textOf)
    const uuid = uuidAt(block.commands, at * uuidBytes)
    return {
      position: position ?? String(block.positions[at]),
      recordedAt: recordedAt ?? instantAt(block.times[at] ?? 0),
      at: instant ?? instantAt(block.ats[at] ?? 0),
      effectiveDate: date ?? null,
      by: actors.lookup(block.actors[at] ?? 0),
      type: types.lookup(block.types[at] ?? 0),
      topic: textOf(about),
      topicOf: listOf(aboutWhom),
      on: textOf(place),
      onOf: listOf(placeOf),
      changes: changesIn(block.texts, next, block.starts[at + 1] ?? 0),
      customerId: customers,
      reason: textOf(because),
      reasonOf: listOf(whoseReason),
      commandId: textOf(command) ?? (typeof number === 'number' ? partId(uuid, number) : uuid),
      correlationId: correlationId ?? null,
      causationId: (parts & marks.causedByWhole) === 0 ? (cause ?? null) : uuid,
      origin: origins[block.origins[at] ?? 0] ?? 'direct',
    }
  }

  const isAtTime = (block: ColumnBlock, at: number, { from, end, first, behind }: Period): boolean => {
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
    add: (event, line, whoseReason) => {
      write(blockOf(size), size % blockSize, event, line, whoseReason)
      size += 1
      return size - 1
    },
    at: (line) => read(blockOf(line), line % blockSize),
  }
}
