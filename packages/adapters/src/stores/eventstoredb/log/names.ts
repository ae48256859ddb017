import type { StreamName } from '@clientele/domain'
import type {
  EsdbAppendRecords,
  EsdbFilter,
  EsdbLikeClient,
  EsdbReadAllOptions,
  EsdbRecorded,
} from '../client/client.js'
import { filteredRead } from './filtered-read.js'

/** How the streams of a register are called on the server, which others may use too. */
export type Names = {
  /** The name of a stream on the server. */
  there(stream: StreamName): string
  /** The stream of a name on the server; `null` when it belongs to another register. */
  here(name: string): StreamName | null
  /** An event as it is called here; one of another register is of a stream nobody knows, and none of ours. */
  seen(event: EsdbRecorded): EsdbRecorded
  /** Which events the server sends, where the client can tell it. */
  readonly filter: EsdbFilter
}

/** What a prefix may be. */
export const prefixPattern = /^[A-Za-z0-9_]{1,64}$/

// Every stream of another register begins so, its notes too; and no prefix is the beginning of another.
const prefixed = /^(\$\$)?[A-Za-z0-9_]{1,64}\./

const elsewhere = '$elsewhere'

const metadata = '$$'

const split = (name: string): readonly [mark: string, rest: string] =>
  name.startsWith(metadata) ? [metadata, name.slice(metadata.length)] : ['', name]

// The id differs from the one the other register gives out: its marks are none of this one's.
const ofNobody = (event: EsdbRecorded): EsdbRecorded => ({
  ...event,
  id: `${elsewhere} ${event.id}`,
  streamId: elsewhere,
  data: null,
  metadata: null,
})

const checkpointInterval = 32

// Everything but the server's own events; what limits a stream is one of those.
const withoutPrefix: Names = {
  there: (stream) => stream,
  here: (name) => (prefixed.test(name) ? null : name),
  seen: (event) => (prefixed.test(event.streamId) ? ofNobody(event) : event),
  filter: { filterOn: 'eventType', regex: '^([^$]|\\$(metadata|streamDeleted)$)', checkpointInterval },
}

/** The names of a register; without a prefix it has the names that no other begins with its own. */
export const namesUnder = (prefix: string | null): Names => {
  if (prefix === null) return withoutPrefix
  const beginning = `${prefix}.`
  const here = (name: string): StreamName | null => {
    const [mark, rest] = split(name)
    return rest.startsWith(beginning) ? mark + rest.slice(beginning.length) : null
  }
  return {
    there: (stream) => {
      const [mark, rest] = split(stream)
      return mark + beginning + rest
    },
    here,
    seen: (event) => {
      const streamId = here(event.streamId)
      return streamId === null ? ofNobody(event) : { ...event, streamId }
    },
    filter: { filterOn: 'streamName', prefixes: [beginning, metadata + beginning], checkpointInterval },
  }
}

const recordsUnder =
  (names: Names, append: EsdbAppendRecords): EsdbAppendRecords =>
  async (records, checks = []) => {
    const { responses } = await append(
      records.map((one) => ({ ...one, streamName: names.there(one.streamName) })),
      checks.map((check) => ({ ...check, streamName: names.there(check.streamName) })),
    )
    return { responses: responses.map((one) => ({ ...one, streamName: names.here(one.streamName) ?? one.streamName })) }
  }

const isWhole = ({ direction, maxCount }: EsdbReadAllOptions): boolean =>
  direction !== 'backwards' && maxCount === undefined

const readingUnder =
  ({ filter }: Names, client: EsdbLikeClient, filtersReads: boolean): EsdbLikeClient['readAll'] =>
  (options = {}) =>
    filtersReads || filter.filterOn !== 'streamName' || !isWhole(options)
      ? client.readAll({ ...options, filter })
      : filteredRead(client, filter, options)

/** A client that calls streams by their names on the server. What it gives is to be read by `seen`. */
export const clientUnder = (names: Names, client: EsdbLikeClient, filtersReads: boolean): EsdbLikeClient => ({
  appendToStream: (stream, ...given) => client.appendToStream(names.there(stream), ...given),
  ...(client.appendRecords === undefined
    ? {}
    : { appendRecords: recordsUnder(names, client.appendRecords.bind(client)) }),
  readStream: (stream, ...given) => client.readStream(names.there(stream), ...given),
  readAll: readingUnder(names, client, filtersReads),
  subscribeToAll: (options) => client.subscribeToAll({ ...options, filter: names.filter }),
  setStreamMetadata: (stream, ...given) => client.setStreamMetadata(names.there(stream), ...given),
  dispose: () => client.dispose(),
})
