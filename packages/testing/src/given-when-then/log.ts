import assert from 'node:assert/strict'
import {
  addDays,
  type EventCatalogue,
  type KnownEvent,
  type Message,
  type Meta,
  type StreamName,
  unknownField,
} from '@clientele/domain'
import { type ModelOptions, recordedEvent, tableOf } from '../model/index.js'
import type { PlacedEvent } from './placed.js'
import { streamOfEvent } from './stream-of-event.js'
import { refuseUnknownEvent } from './unknown-event.js'

/** Throws an `AssertionError` for a field that the event does not declare: decoding would let it pass. */
export const refuseUnknownFields = ({ type, data }: Message, catalogue: EventCatalogue): void => {
  const fields = catalogue.fieldsOf(type)
  if (fields === null || typeof data !== 'object' || data === null) return
  const known = Object.keys(fields)
  for (const [field, value] of Object.entries(data)) {
    if (known.includes(field)) continue
    const { path, expected } = unknownField('', field, known, value)
    assert.fail(`The event ${type} does not decode: ${path}: ${expected}`)
  }
}

/** Records events as the log on which a command is decided. Throws an `AssertionError` for one that does not decode. */
export const recordLog = (
  given: readonly PlacedEvent[],
  command: unknown,
  meta: Meta,
  options: ModelOptions = {},
): readonly KnownEvent[] => {
  const { events: catalogue } = tableOf(options)
  const hostStreams = (options.decisions ?? []).flatMap(({ streams }) => streams)
  const defaultTime = `${addDays(meta.today, -1)}T09:00:00.000Z`
  const log: KnownEvent[] = []
  const revisions = new Map<StreamName, number>()
  for (const { message, stream: named, at } of given) {
    refuseUnknownFields(message, catalogue)
    const known = log.map((event) => event.stream)
    const stream = named ?? streamOfEvent(message, { known, command, by: meta.by, hostStreams })
    if (!catalogue.knows(message.type)) refuseUnknownEvent(message.type)
    const revision = revisions.get(stream) ?? 0
    revisions.set(stream, revision + 1)
    const position = log.length + 1
    const commandId = `given${position}`
    const place = { stream, revision, position, at: at ?? defaultTime, by: 'host', commandId }
    log.push(recordedEvent(message, place, catalogue))
  }
  return log
}
