import { type KnownEvent, partId } from '@clientele/domain'
import { createInterner, type Interner } from '../../data-structures/interner.js'
import { type HistoryEntry, type Line, personsInValue, topicText } from '../line.js'
import {
  type ColumnBlock,
  causeParts,
  changesIn,
  commandParts,
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

/** State shared by the lines of all blocks. */
export type SharedValues = {
  readonly actors: Interner
  readonly types: Interner
  /**
   * Parsers that remember the last instant: events of one append share the time of recording, events of one command the
   * time of the actor.
   */
  readonly parseRecordedAt: (instant: string) => number
  readonly parseAt: (instant: string) => number
}

export const createSharedValues = (): SharedValues => ({
  actors: createInterner(),
  types: createInterner(),
  parseRecordedAt: createClockReader(),
  parseAt: createClockReader(),
})

/** A line to write; `reasonPersons` lists the persons that the reason is about. */
type NewLine = { readonly event: KnownEvent; readonly line: Line; readonly reasonPersons: readonly string[] }

/** Writes a line at a place of a block. */
export const writeLine = (
  { actors, types, parseRecordedAt, parseAt }: SharedValues,
  block: ColumnBlock,
  at: number,
  { event, line, reasonPersons }: NewLine,
): void => {
  const { texts } = block
  const { metadata } = event
  const position = numberIn(event.position)
  const time = parseRecordedAt(event.recordedAt)
  const instant = metadata.at === event.recordedAt ? time : parseAt(metadata.at)
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
    listPart(texts, marks.topicOf, personsInValue(line.topic)) |
    part(texts, marks.on, topicText(line.on)) |
    listPart(texts, marks.onOf, personsInValue(line.on)) |
    part(texts, marks.reason, metadata.reason) |
    listPart(texts, marks.reasonOf, reasonPersons)
  const command = commandParts(block, at, metadata.commandId)
  block.parts[at] =
    first | command | part(texts, marks.correlation, metadata.correlationId) | causeParts(texts, command, metadata)
  for (const change of line.changes) pushChange(texts, change)
  block.starts[at + 1] = texts.length
}

/** Reads the line at a place of a block. Hot path of every page of a history: allocates nothing but the line. */
export const readLine = ({ actors, types }: SharedValues, block: ColumnBlock, at: number): HistoryEntry => {
  const { texts } = block
  const parts = block.parts[at] ?? 0
  let next = block.starts[at] ?? 0
  const take = (mark: number): Text => {
    if ((parts & mark) === 0) return null
    next += 1
    return texts[next - 1] ?? null
  }
  // The texts are in the order of `marks`.
  const customers = customersIn(take(marks.customer))
  const position = textOf(take(marks.positionText))
  const recordedAt = textOf(take(marks.timeText))
  const instant = textOf(take(marks.atText))
  const date = textOf(take(marks.effective))
  const topic = textOf(take(marks.topic))
  const topicOf = listOf(take(marks.topicOf))
  const on = textOf(take(marks.on))
  const onOf = listOf(take(marks.onOf))
  const reason = textOf(take(marks.reason))
  const reasonOf = listOf(take(marks.reasonOf))
  const command = textOf(take(marks.commandText))
  const partNumber = take(marks.commandPart)
  const correlationId = textOf(take(marks.correlation))
  const cause = textOf(take(marks.causation))
  const uuid = uuidAt(block.commands, at * uuidBytes)
  const recorded = recordedAt ?? instantAt(block.times[at] ?? 0)
  return {
    position: position ?? String(block.positions[at]),
    recordedAt: recorded,
    at: instant ?? (block.ats[at] === block.times[at] ? recorded : instantAt(block.ats[at] ?? 0)),
    effectiveDate: date,
    by: actors.lookup(block.actors[at] ?? 0),
    type: types.lookup(block.types[at] ?? 0),
    topic,
    topicOf,
    on,
    onOf,
    changes: changesIn(texts, next, block.starts[at + 1] ?? 0),
    customerId: customers,
    reason,
    reasonOf,
    commandId: command ?? (typeof partNumber === 'number' ? partId(uuid, partNumber) : uuid),
    correlationId,
    causationId: (parts & marks.causedByWhole) === 0 ? cause : uuid,
    origin: origins[block.origins[at] ?? 0] ?? 'direct',
  }
}
