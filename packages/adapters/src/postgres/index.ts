import type { ConnectionOptions } from 'node:tls'
import type { Instant, StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { usualClockSkew } from '../event-log/clock.js'
import { type OptionKinds, sourceFor } from '../options.js'
import { withoutPassword } from '../without-password.js'
import { connectionsTo } from './connections.js'
import { storeFailureOf } from './failure.js'
import type { Server } from './line.js'
import { prepareSchema } from './migrate.js'
import { storeOverSchema } from './store.js'

export {
  type PostgresCheckpointOptions,
  type PostgresCheckpoints,
  postgresCheckpoints,
} from '../subscriptions/postgres-checkpoints.js'

export type PostgresOptions = {
  /** `postgres://user:password@host:5432/database`; what is left out comes from PGUSER, PGPASSWORD and their like. */
  readonly connectionString: string
  /** The schema; made when there is none. `clientele` by default. */
  readonly schema?: string
  /** The most connections for appends and reads, 4 by default; subscriptions take one more together. */
  readonly pool?: { readonly max?: number }
  /** TLS as Node's `tls.connect` takes it, or whether to use it; by default what the address says. */
  readonly tls?: boolean | ConnectionOptions
  /** The time events are recorded at; by default the server's, which is the same for all processes. */
  readonly clock?: () => Instant
  /**
   * How far that clock may be ahead of the server's, or the server's of this machine's, in milliseconds, before appends
   * are `ClockAhead`; a day by default. One more than five years ahead of the last event is refused too. `Infinity`
   * refuses none.
   */
  readonly maxClockSkew?: number
  /** How often subscribers look for events no notification told of, in milliseconds; 1,000 by default. */
  readonly pollInterval?: number
  /** How long to wait for a server that is away or silent and for other writers, in milliseconds; 10,000 by default. */
  readonly patience?: number
}

const serverOf = ({ connectionString, tls, pool, patience = 10_000 }: PostgresOptions): Server => ({
  url: connectionString,
  tls,
  connections: pool?.max ?? 4,
  patience,
})

// Without user and password, which are nobody's business in a message.
const placeOf = (url: string): string => {
  const address = withoutPassword(url)
  if (!URL.canParse(address)) return ''
  const { host, pathname } = new URL(address)
  return `//${host}${pathname}`
}

/** A store in a schema of a PostgreSQL database; any number of processes may have it open at the same time. */
export const postgres = (options: PostgresOptions): StoreSource => sourceFor('postgres', options, known, sourceAt)

const known: OptionKinds<PostgresOptions> = {
  connectionString: 'text',
  schema: 'text',
  pool: 'object',
  tls: 'tls',
  clock: 'function',
  maxClockSkew: 'milliseconds',
  pollInterval: 'milliseconds',
  patience: 'milliseconds',
}

const sourceAt = (options: PostgresOptions): StoreSource => {
  const { schema = 'clientele', clock = null, maxClockSkew = usualClockSkew, pollInterval = 1_000 } = options
  const server = serverOf(options)
  return {
    name: `postgres:${placeOf(server.url)} ${schema}`,
    open: async () => {
      const connections = connectionsTo(server)
      try {
        await prepareSchema(connections, schema, server.patience)
        return right(storeOverSchema(connections, { server, schema, clock, maxClockSkew, pollInterval }))
      } catch (error) {
        await connections.close()
        return left(storeFailureOf(error))
      }
    },
  }
}
