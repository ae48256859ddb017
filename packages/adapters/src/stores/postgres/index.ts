import type { StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { type OptionKinds, sourceFor } from '../../options.js'
import { defaultClockSkew } from '../../timing/clock.js'
import { hostClock } from '../../timing/host-clock.js'
import { nameOfSchema, serverOf } from './address.js'
import { connectionsTo } from './connections/connections.js'
import { storeFailureOf } from './failure.js'
import { type PostgresKeysOptions, postgresKeys } from './keys/keys.js'
import { prepareSchema } from './migrate.js'
import type { PostgresOptions } from './options.js'
import { storeOverSchema } from './store.js'

export { type PostgresKeysOptions, postgresKeys } from './keys/keys.js'
export type { PostgresOptions } from './options.js'
export {
  type PostgresCheckpointOptions,
  type PostgresCheckpoints,
  postgresCheckpoints,
} from './subscriptions/checkpoints.js'

/** A store in a schema of a PostgreSQL database; any number of processes may have it open at the same time. */
export const postgres = (options: PostgresOptions): StoreSource => sourceFor('postgres', options, optionKinds, sourceAt)

const optionKinds: OptionKinds<PostgresOptions> = {
  connectionString: 'text',
  schema: 'text',
  pool: 'object',
  tls: 'tls',
  clock: 'function',
  maxClockSkew: 'milliseconds',
  pollInterval: 'milliseconds',
  patience: 'milliseconds',
}

const keysOptionsOf = ({ connectionString, schema, tls, patience }: PostgresOptions): PostgresKeysOptions => ({
  connectionString,
  ...(schema !== undefined && { schema }),
  ...(tls !== undefined && { tls }),
  ...(patience !== undefined && { patience }),
})

const sourceAt = (options: PostgresOptions): StoreSource => {
  const { schema = 'clientele', maxClockSkew = defaultClockSkew, pollInterval = 1_000 } = options
  const clock = options.clock === undefined ? null : hostClock(options.clock)
  const server = serverOf(options)
  return {
    name: nameOfSchema(options),
    keys: postgresKeys(keysOptionsOf(options)),
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
