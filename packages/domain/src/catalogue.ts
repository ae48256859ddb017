import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Metadata, Occurrence } from './kernel/event.js'
import type { Fields } from './kernel/input/codec.js'
import { kindOf, type Problem, problemsOf } from './kernel/input/problem.js'
import type { Definition, MessageOf, NamedDefinition } from './kernel/message.js'
import { activityEvents } from './model/activity/events.js'
import { classifierEvents } from './model/classifiers/events.js'
import { customerEvents } from './model/customer/events.js'
import { customerGroupEvents } from './model/customer-groups/events.js'
import { customerNumberEvents } from './model/customer-numbers/events.js'
import { employeeEvents } from './model/employee/events.js'
import { listPreferencesEvents } from './model/list-preferences/events.js'
import { personEvents } from './model/person/events.js'
import { projectEvents } from './model/project/events.js'
import { reportEvents } from './model/reports/events.js'
import { roleEvents } from './model/roles/events.js'
import { settingsEvents } from './model/settings/events.js'
import { specialGroupEvents } from './model/special-groups/events.js'
import type { RecordedEvent } from './ports/recorded-event.js'
import type { EventUnreadable } from './ports/store-failure.js'
import { type Upcast, upcast, upcastsOf } from './upcasts.js'

/** Every event, by name. */
export const events = {
  ...customerEvents,
  ...personEvents,
  ...employeeEvents,
  ...projectEvents,
  ...customerGroupEvents,
  ...specialGroupEvents,
  ...customerNumberEvents,
  ...roleEvents,
  ...classifierEvents,
  ...settingsEvents,
  ...activityEvents,
  ...listPreferencesEvents,
  ...reportEvents,
}

export type DomainEvent = MessageOf<typeof events>
export type EventType = DomainEvent['type']

/** An event of a known type, decoded, with its place in the log and its time. */
export type KnownEvent<T extends EventType = EventType> = Extract<DomainEvent, { readonly type: T }> &
  Omit<RecordedEvent, 'type' | 'data'> & { readonly occurrence: Occurrence }

/** Whether an event type is known; a newer version may write others. */
export const isEventType = (type: string): type is EventType => Object.hasOwn(events, type)

/** Returns the schema version that events of a type are written in. */
export const schemaVersionOf = (type: string): number => upcastsOf(type).length + 1

const definitionOf = (type: EventType): Definition => events[type] as Definition

/** Whether data has the current shape of an event type; true for unknown types. */
export const isEventData = (type: string, data: unknown): boolean =>
  !isEventType(type) || definitionOf(type).codec.is(data)

/** Creates the failure of an event that cannot be read. */
export const eventUnreadable = (
  recorded: Pick<RecordedEvent, 'stream' | 'revision' | 'type'>,
  problems: EventUnreadable['problems'],
): EventUnreadable => ({
  error: 'EventUnreadable',
  stream: recorded.stream,
  revision: recorded.revision,
  type: recorded.type,
  problems,
})

// Called for every event: writing out the fields is faster than a spread.
const toKnownEvent = (recorded: RecordedEvent, data: unknown): KnownEvent =>
  ({
    id: recorded.id,
    stream: recorded.stream,
    revision: recorded.revision,
    position: recorded.position,
    type: recorded.type,
    schemaVersion: recorded.schemaVersion,
    data,
    metadata: recorded.metadata,
    recordedAt: recorded.recordedAt,
    occurrence: recorded.metadata,
  }) as KnownEvent

const needed = ['by', 'at', 'commandId'] as const

// Checks only what folds and views rely on: older versions wrote looser texts.
const problemOfMetadata = (metadata: Metadata): Problem | null => {
  const found: unknown = metadata
  if (typeof found !== 'object' || found === null)
    return { path: 'metadata', expected: 'object', actual: kindOf(found) }
  for (const field of needed)
    if (typeof metadata[field] !== 'string')
      return { path: `metadata.${field}`, expected: 'string', actual: kindOf(metadata[field]) }
  return null
}

// Called for every event: data of the newest version needs no upcast.
const upToDate = ({ schemaVersion, data }: RecordedEvent, steps: readonly Upcast[]): Either<Problem, unknown> =>
  schemaVersion === steps.length + 1 ? right(data) : upcast(steps, schemaVersion, data)

/** Decodes a stored event of a definition, upcasting older versions of its data. */
export const decodeEvent = (
  recorded: RecordedEvent,
  { codec }: Pick<NamedDefinition, 'codec'>,
  steps: readonly Upcast[],
): Either<EventUnreadable, KnownEvent> => {
  const problem = problemOfMetadata(recorded.metadata)
  if (problem !== null) return left(eventUnreadable(recorded, [problem]))
  const upcasted = upToDate(recorded, steps)
  if (isLeft(upcasted)) return left(eventUnreadable(recorded, [upcasted.left]))
  const data = upcasted.right
  if (codec.is(data)) return right(toKnownEvent(recorded, data))
  const decoded = codec.decode(data)
  return decoded._tag === 'Left'
    ? left(eventUnreadable(recorded, problemsOf(decoded.left)))
    : right(toKnownEvent(recorded, decoded.right))
}

/**
 * Decodes a stored event, upcasting older versions. Returns `null` for an unknown type, and `EventUnreadable` for a
 * known type whose data or metadata does not decode, or whose schema version is newer than this version knows.
 */
export const readEvent = (recorded: RecordedEvent): Either<EventUnreadable, KnownEvent | null> =>
  isEventType(recorded.type) ? decodeEvent(recorded, events[recorded.type], upcastsOf(recorded.type)) : right(null)

/** The event types that a register knows, and the functions that read them. */
export type EventCatalogue = {
  /** Whether an event type is known. */
  knows(type: string): boolean
  /** The schema version that events of a type are written in. */
  schemaVersionOf(type: string): number
  /** The fields of an event type; `null` for unknown types. */
  fieldsOf(type: string): Fields | null
  /** Whether data has the current shape of an event type; true for unknown types. */
  isEventData(type: string, data: unknown): boolean
  /** Decodes a stored event; `null` for an unknown type. */
  readEvent(recorded: RecordedEvent): Either<EventUnreadable, KnownEvent | null>
}

/** The events of this library. */
export const eventCatalogue: EventCatalogue = {
  knows: isEventType,
  schemaVersionOf,
  fieldsOf: (type) => (isEventType(type) ? events[type].fields : null),
  isEventData,
  readEvent,
}
