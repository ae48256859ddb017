import type { StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { type OptionKinds, sourceFor } from '../../options.js'
import { usualClockSkew } from '../../timing/clock.js'
import { withoutPassword } from '../../without-password.js'
import { connectionsTo } from './connections/connections.js'
import type { Server } from './connections/line.js'
import { storeFailureOf } from './failure.js'
import { prepareSchema } from './migrate.js'
import type { PostgresOptions } from './options.js'
import { storeOverSchema } from './store.js'

export type { PostgresOptions } from './options.js'
export {
  type PostgresCheckpointOptions,
  type PostgresCheckpoints,
  postgresCheckpoints,
} from './subscriptions/checkpoints.js'

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
