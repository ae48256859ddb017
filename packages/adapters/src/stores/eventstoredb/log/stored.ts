import { hash } from 'node:crypto'
import {
  type EventUnreadable,
  eventUnreadable,
  isEventType,
  type Mark,
  type Metadata,
  type RecordedEvent,
} from '@clientele/domain'
import type { SerializedBatch, SerializedEvent } from '../../numbered-log/serialized.js'
import type { EsdbJson, EsdbPosition, EsdbProposed, EsdbRecorded } from '../client/client.js'
import { positionOf } from './position.js'

/**
 * A digest of the ids, streams and revisions of an append, in 16 characters: the same ids with other streams or
 * revisions are another append. `null` for a single event, which needs none.
 */
export const shapeOf = ({ events }: SerializedBatch): string | null => {
  if (events.length === 1) return null
  const places = events.map(({ id, stream, revision }) => [id, stream, revision])
  return hash('sha256', JSON.stringify(places), 'hex').slice(0, 16)
}

/** The append of an event: its number of events and its shape. */
export type AppendShape = { readonly count: number; readonly shape: string | null }

// The event's ordinal in its append, and the append's count and shape: `0/2/1f0a…` is the first of two.
const partOf = (ordinal: number, { count, shape }: AppendShape): string =>
  [ordinal, count, ...(shape === null ? [] : [shape])].join('/')

// The names that the server's projection by correlation uses.
const correlationFields = ({ correlationId, causationId }: Partial<Metadata>): EsdbProposed['metadata'] => ({
  ...(correlationId === undefined ? {} : { $correlationId: correlationId }),
  ...(causationId === undefined ? {} : { $causationId: causationId }),
})

/**
 * An event to send, with the store's own fields beside its metadata. The parsed values are not copied: no other code
 * has them.
 */
export const proposedFrom = (event: SerializedEvent, company: AppendShape): EsdbProposed => {
  const { data, metadata } = event.parsed
  return {
    id: event.id,
    type: event.type,
    contentType: 'application/json',
    data: data as EsdbJson,
    metadata: {
      ...(metadata as EsdbProposed['metadata']),
      ...correlationFields(metadata),
      schemaVersion: String(event.schemaVersion),
      part: partOf(event.ordinal, company),
    },
  }
}

type Marks = { readonly schemaVersion: number; readonly metadata: Metadata }

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null

// Removes fields that the server adds to the metadata of appends to several streams.
const withoutServerFields = ({
  '$schema.name': _,
  '$schema.format': __,
  ...own
}: {
  readonly [key: string]: unknown
}) => own

type Marked = { readonly schemaVersion: string; readonly part: string; readonly [key: string]: unknown }

const isMarked = (stored: unknown): stored is Marked =>
  isObject(stored) && typeof stored.schemaVersion === 'string' && typeof stored.part === 'string'

const marksIn = (stored: unknown): Marks | null => {
  if (!isMarked(stored)) return null
  const { schemaVersion, part: _, seal: __, $correlationId: ___, $causationId: ____, ...own } = stored
  const metadata = '$schema.name' in own ? withoutServerFields(own) : own
  return { schemaVersion: Number(schemaVersion), metadata: metadata as Metadata }
}

const partIn = (stored: unknown): string | null => (isMarked(stored) ? stored.part : null)

/** The position of an event; servers since 22.6 return it with every read. */
export const placeIn = ({ position }: EsdbRecorded): EsdbPosition => position ?? { commit: 0n, prepare: 0n }

/** Whether an event is a register event: not the server's, another program's or an intent. */
export const isRegisterEvent = ({ metadata }: EsdbRecorded): boolean => isMarked(metadata)

/** The mark of an event. */
export const markOf = (event: EsdbRecorded): Mark => ({ position: positionOf(placeIn(event)), eventId: event.id })

/** Converts an event of a read; `null` if it is no register event. */
export const recordedFrom = (event: EsdbRecorded): RecordedEvent | null => {
  const marks = marksIn(event.metadata)
  if (marks === null) return null
  return {
    id: event.id,
    type: event.type,
    schemaVersion: marks.schemaVersion,
    data: event.data,
    metadata: marks.metadata,
    stream: event.streamId,
    revision: Number(event.revision),
    position: positionOf(placeIn(event)),
    recordedAt: event.created.toISOString(),
  }
}

/** The failure if the data of a register event is no JSON (the clients then return a text or bytes); else `null`. */
export const unreadableIn = ({ type, data, streamId, revision }: EsdbRecorded): EventUnreadable | null => {
  const isJson = typeof data !== 'string' && !(data instanceof Uint8Array)
  if (isJson || !isEventType(type)) return null
  const problem = { path: 'data', expected: 'JSON', actual: `a text of ${data.length} characters that is none` }
  return eventUnreadable({ stream: streamId, revision: Number(revision), type }, [problem])
}

/** How many events were appended together with this one, itself included. */
export const appendSizeOf = ({ metadata }: EsdbRecorded): number => Number(partIn(metadata)?.split('/')[1] ?? 1)

/** Converts the register events among some events. */
export const registerEventsIn = (events: readonly EsdbRecorded[]): readonly RecordedEvent[] =>
  events.map(recordedFrom).filter((event) => event !== null)

// Version 0.1 stored no shape: of its events only ordinal and count can be compared.
const isSamePart = (stored: string, given: string): boolean =>
  stored === given || (stored.split('/').length === 2 && given.startsWith(`${stored}/`))

/** Whether an event that was read is this proposed one, from the same append. */
export const isSameAppend = (event: EsdbRecorded, proposed: EsdbProposed): boolean =>
  event.id === proposed.id && isSamePart(partIn(event.metadata) ?? '', proposed.metadata.part ?? '')
