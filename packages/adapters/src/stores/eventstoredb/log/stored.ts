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
 * Where all events of an append stand, in 16 characters: the same ids for other streams or revisions are another
 * append. `null` for a lone event, which says it all itself.
 */
export const shapeOf = ({ events }: SerializedBatch): string | null => {
  if (events.length === 1) return null
  const places = events.map(({ id, stream, revision }) => [id, stream, revision])
  return hash('sha256', JSON.stringify(places), 'hex').slice(0, 16)
}

/** The append an event comes with. */
export type Company = { readonly count: number; readonly shape: string | null }

// Its place among the events of its append, and which append that is: `0/2/1f0a…` is the first of two.
const partOf = (ordinal: number, { count, shape }: Company): string =>
  [ordinal, count, ...(shape === null ? [] : [shape])].join('/')

// Names the server's own projection by correlation looks for.
const conventional = ({ correlationId, causationId }: Partial<Metadata>): EsdbProposed['metadata'] => ({
  ...(correlationId === undefined ? {} : { $correlationId: correlationId }),
  ...(causationId === undefined ? {} : { $causationId: causationId }),
})

/** An event as it is sent: our own marks stand beside its metadata. What was serialized is nobody else's. */
export const proposedFrom = (event: SerializedEvent, company: Company): EsdbProposed => {
  const { data, metadata } = event.parsed
  return {
    id: event.id,
    type: event.type,
    contentType: 'application/json',
    data: data as EsdbJson,
    metadata: {
      ...(metadata as EsdbProposed['metadata']),
      ...conventional(metadata),
      schemaVersion: String(event.schemaVersion),
      part: partOf(event.ordinal, company),
    },
  }
}

type Marks = { readonly schemaVersion: number; readonly part: string; readonly metadata: Metadata }

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null

// What the server notes beside the metadata of records for several streams.
const withoutServers = ({ '$schema.name': _, '$schema.format': __, ...own }: { readonly [key: string]: unknown }) => own

type Marked = { readonly schemaVersion: string; readonly part: string; readonly [key: string]: unknown }

const isMarked = (stored: unknown): stored is Marked =>
  isObject(stored) && typeof stored.schemaVersion === 'string' && typeof stored.part === 'string'

const marksIn = (stored: unknown): Marks | null => {
  if (!isMarked(stored)) return null
  const { schemaVersion, part, seal: _, $correlationId: __, $causationId: ___, ...own } = stored
  const metadata = '$schema.name' in own ? withoutServers(own) : own
  return { schemaVersion: Number(schemaVersion), part, metadata: metadata as Metadata }
}

/** The place of an event; every server since 22.6 gives it with every read. */
export const placeIn = ({ position }: EsdbRecorded): EsdbPosition => position ?? { commit: 0n, prepare: 0n }

/** Whether an event is one of ours: not the server's own, another program's or an intent. */
export const isOurs = ({ metadata }: EsdbRecorded): boolean => isMarked(metadata)

/** Where an event stands. */
export const markOf = (event: EsdbRecorded): Mark => ({ position: positionOf(placeIn(event)), eventId: event.id })

/** The event of a read, or `null` when it is none of ours. */
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

/** Why the data of an event of ours cannot be read: the clients give what is no JSON as a text or as bytes. */
export const unreadableIn = ({ type, data, streamId, revision }: EsdbRecorded): EventUnreadable | null => {
  const isJson = typeof data !== 'string' && !(data instanceof Uint8Array)
  if (isJson || !isEventType(type)) return null
  const problem = { path: 'data', expected: 'JSON', actual: `a text of ${data.length} characters that is none` }
  return eventUnreadable({ stream: streamId, revision: Number(revision), type }, [problem])
}

/** How many events were appended together with this one, itself included. */
export const companyOf = (event: EsdbRecorded): number => Number(marksIn(event.metadata)?.part.split('/')[1] ?? 1)

/** Those of ours. */
export const oursIn = (events: readonly EsdbRecorded[]): readonly RecordedEvent[] =>
  events.map(recordedFrom).filter((event) => event !== null)

// Version 0.1 wrote no shape: of such an event, place and number are all there is to compare.
const isSamePart = (stored: string, given: string): boolean =>
  stored === given || (stored.split('/').length === 2 && given.startsWith(`${stored}/`))

/** Whether an event that was read is this one, appended by the same append. */
export const isSameAppend = (event: EsdbRecorded, proposed: EsdbProposed): boolean =>
  event.id === proposed.id && isSamePart(marksIn(event.metadata)?.part ?? '', proposed.metadata.part ?? '')
