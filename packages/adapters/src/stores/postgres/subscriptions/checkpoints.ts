import type { CheckpointStore } from '@clientele/domain'
import { malformedOptions, type OptionKinds } from '../../../options.js'
import { noCheckpoints } from '../../subscriptions/no-checkpoints.js'
import { connectionsTo } from '../connections/connections.js'
import type { PostgresOptions } from '../options.js'
import { subscriptionsInSchema } from './subscriptions.js'

/** Options as of the store; the table `checkpoints` is created in the schema if it is missing. */
export type PostgresCheckpointOptions = Pick<PostgresOptions, 'connectionString' | 'schema' | 'tls' | 'patience'>

/** Checkpoints in a table; connects at the first use. */
export type PostgresCheckpoints = CheckpointStore & {
  /** Ends the connection. */
  close(): Promise<void>
}

const optionKinds: OptionKinds<PostgresCheckpointOptions> = {
  connectionString: 'text',
  schema: 'text',
  tls: 'tls',
  patience: 'milliseconds',
}

/** Stores checkpoints in a schema of a PostgreSQL database; any number of processes may share them. */
export const postgresCheckpoints = (options: PostgresCheckpointOptions): PostgresCheckpoints => {
  const malformed = malformedOptions('postgresCheckpoints', options, optionKinds)
  if (malformed !== null) return noCheckpoints(malformed)
  const { connectionString, schema = 'clientele', tls, patience = 10_000 } = options
  const connections = connectionsTo({ url: connectionString, tls, connections: 1, patience })
  return { ...subscriptionsInSchema({ connections, schema, patience }).checkpoints, close: connections.close }
}
