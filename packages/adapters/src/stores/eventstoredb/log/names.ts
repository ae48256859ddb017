import type { StreamName } from '@clientele/domain'
import type {
  EsdbAppendRecords,
  EsdbFilter,
  EsdbLikeClient,
  EsdbReadAllOptions,
  EsdbRecorded,
} from '../client/client.js'
import { filteredRead } from './filtered-read.js'

/** Maps a register's stream names to names on the server, which other programs may use too. */
export type Names = {
  /** The name of a stream on the server. */
  there(stream: StreamName): string
  /** The stream with a name on the server; `null` if it belongs to another register. */
  here(name: string): StreamName | null
  /** An event with its register stream name; an event of another register gets a placeholder stream and no content. */
  seen(event: EsdbRecorded): EsdbRecorded
  /**
   * Whether an event is the deletion for good of a stream of the register; never without a prefix, where it may be
   * another program's.
   */
  isOwnTombstone(event: EsdbRecorded): boolean
  /** The filter for reads and subscriptions, if the client supports it. */
  readonly filter: EsdbFilter
}

/** The pattern of a prefix. */
export const prefixPattern = /^[A-Za-z0-9_]{1,64}$/

// Matches all streams of registers with a prefix, also internal ones. The full stop ensures that no prefix begins
// another.
const prefixedName = /^(\$\$)?[A-Za-z0-9_]{1,64}\./

const foreignStream = '$elsewhere'

const metadata = '$$'

const splitMetadataMark = (name: string): readonly [mark: string, rest: string] =>
  name.startsWith(metadata) ? [metadata, name.slice(metadata.length)] : ['', name]

// Changes the id, so that a mark of the other register never matches an event here.
const asForeign = (event: EsdbRecorded): EsdbRecorded => ({
  ...event,
  id: `${foreignStream} ${event.id}`,
  streamId: foreignStream,
  data: null,
  metadata: null,
})

const checkpointInterval = 32

// All events except the server's own; metadata and deletions of streams are included.
const withoutPrefix: Names = {
  there: (stream) => stream,
  here: (name) => (prefixedName.test(name) ? null : name),
  seen: (event) => (prefixedName.test(event.streamId) ? asForeign(event) : event),
  isOwnTombstone: () => false,
  filter: { filterOn: 'eventType', regex: '^([^$]|\\$(metadata|streamDeleted)$)', checkpointInterval },
}

/** The names of a register; without a prefix it has all streams that begin with no prefix. */
export const namesUnder = (prefix: string | null): Names => {
  if (prefix === null) return withoutPrefix
  const beginning = `${prefix}.`
  const here = (name: string): StreamName | null => {
    const [mark, rest] = splitMetadataMark(name)
    return rest.startsWith(beginning) ? mark + rest.slice(beginning.length) : null
  }
  return {
    there: (stream) => {
      const [mark, rest] = splitMetadataMark(stream)
      return mark + beginning + rest
    },
    here,
    seen: (event) => {
      const streamId = here(event.streamId)
      return streamId === null ? asForeign(event) : { ...event, streamId }
    },
    isOwnTombstone: ({ type, streamId }) => type === '$streamDeleted' && streamId !== foreignStream,
    filter: { filterOn: 'streamName', prefixes: [beginning, metadata + beginning], checkpointInterval },
  }
}

const withServerNames =
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

const createReadAll =
  ({ filter }: Names, client: EsdbLikeClient, filtersReads: boolean): EsdbLikeClient['readAll'] =>
  (options = {}) =>
    filtersReads || filter.filterOn !== 'streamName' || !isWhole(options)
      ? client.readAll({ ...options, filter })
      : filteredRead(client, filter, options)

/** Wraps a client so that it uses the names on the server. Events it returns must be passed through `seen`. */
export const clientWithNames = (names: Names, client: EsdbLikeClient, filtersReads: boolean): EsdbLikeClient => ({
  appendToStream: (stream, ...given) => client.appendToStream(names.there(stream), ...given),
  ...(client.appendRecords === undefined
    ? {}
    : { appendRecords: withServerNames(names, client.appendRecords.bind(client)) }),
  readStream: (stream, ...given) => client.readStream(names.there(stream), ...given),
  readAll: createReadAll(names, client, filtersReads),
  subscribeToAll: (options) => client.subscribeToAll({ ...options, filter: names.filter }),
  setStreamMetadata: (stream, ...given) => client.setStreamMetadata(names.there(stream), ...given),
  dispose: () => client.dispose(),
})
