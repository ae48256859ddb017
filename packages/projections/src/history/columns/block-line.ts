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

/** Reads the line at a place of a block. */
export const readLine = ({ actors, types }: SharedValues, block: ColumnBlock, at: number): HistoryEntry => {
  const parts = block.parts[at] ?? 0
  let next = block.starts[at] ?? 0
  const take = (mark: number): Text => {
    if ((parts & mark) === 0) return null
    next += 1
    return block.texts[next - 1] ?? null
  }
  const customers = customersIn(take(marks.customer))
  const [position, recordedAt, instant, date] = [marks.positionText, marks.timeText, marks.atText, marks.effective]
    .map(take)
    .map(textOf)
  const [topic, topicPersons, onText, onPersons] = [marks.topic, marks.topicOf, marks.on, marks.onOf].map(take)
  const [reason, reasonPersons, command, number] = [
    marks.reason,
    marks.reasonOf,
    marks.commandText,
    marks.commandPart,
  ].map(take)
  const [correlationId, cause] = [marks.correlation, marks.causation].map(take).map(textOf)
  const uuid = uuidAt(block.commands, at * uuidBytes)
  return {
    position: position ?? String(block.positions[at]),
    recordedAt: recordedAt ?? instantAt(block.times[at] ?? 0),
    at: instant ?? instantAt(block.ats[at] ?? 0),
    effectiveDate: date ?? null,
    by: actors.lookup(block.actors[at] ?? 0),
    type: types.lookup(block.types[at] ?? 0),
    topic: textOf(topic),
    topicOf: listOf(topicPersons),
    on: textOf(onText),
    onOf: listOf(onPersons),
    changes: changesIn(block.texts, next, block.starts[at + 1] ?? 0),
    customerId: customers,
    reason: textOf(reason),
    reasonOf: listOf(reasonPersons),
    commandId: textOf(command) ?? (typeof number === 'number' ? partId(uuid, number) : uuid),
    correlationId: correlationId ?? null,
    causationId: (parts & marks.causedByWhole) === 0 ? (cause ?? null) : uuid,
    origin: origins[block.origins[at] ?? 0] ?? 'direct',
  }
}
