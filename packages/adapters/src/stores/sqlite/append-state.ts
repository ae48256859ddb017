import { joins } from '@clientele/domain'
import type { AppendState } from '../numbered-log/check-append.js'
import { dataIn, type Row } from '../numbered-log/recorded.js'
import type { SerializedNoneSince } from '../numbered-log/serialized.js'
import type { Connection } from './driver/connection.js'
import type { HeadCache } from './heads.js'
import { type Columns, columns, type Names, rowFrom } from './rows.js'
import type { Tail } from './tail.js'

type Cached = { readonly heads: HeadCache; readonly names: Names; readonly tail: () => Tail }

const eventsOfTypes = `select stream, revision, type, data from events
  where position > ? and type in (select value from json_each(?)) order by position`

type Joining = readonly [stream: number, revision: number, type: string, data: string]

const createJoinedSince = (connection: Connection, names: Names): ((guard: SerializedNoneSince) => boolean) => {
  const query = connection.prepare<[number, string], Joining>(eventsOfTypes).raw()
  return (guard) => {
    for (const [key, revision, type, data] of query.iterate(
      guard.after,
      JSON.stringify(Object.keys(guard.index.joins)),
    ))
      if (joins(guard, type, () => dataIn({ stream: names.of(key), revision, type, data }))) return true
    return false
  }
}

/**
 * The state of the log as checked before an append; the cached heads and tail answer most questions without a query.
 */
export const createAppendState = (connection: Connection, { heads, names, tail }: Cached): AppendState => {
  const byId = connection.prepare<[string], Columns>(`select ${columns} from events e where e.id = ?`).raw()
  const byPosition = connection.prepare<[number], Columns>(`select ${columns} from events e where e.position = ?`).raw()
  const idAt = connection.prepare<[number], string>('select id from events where position = ?').pluck()
  const hasJoined = createJoinedSince(connection, names)
  const rowOf = (found: Columns | undefined): Row | null => (found === undefined ? null : rowFrom(names, found))
  return {
    revisionOf: (stream) => heads.of(stream)?.revision ?? 'noStream',
    withId: (id) => rowOf(byId.get(id)),
    isAt: (position, id) => {
      const last = tail()
      return (last.position === position ? last.id : idAt.get(position)) === id
    },
    at: (position) => rowOf(byPosition.get(position)),
    joinedSince: (guard) => guard.after < tail().position && hasJoined(guard),
  }
}
