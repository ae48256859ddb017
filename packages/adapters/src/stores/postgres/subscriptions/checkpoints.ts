import type { CheckpointStore } from '@clientele/domain'
import { malformedOptions, type OptionKinds } from '../../../options.js'
import { noCheckpoints } from '../../subscriptions/no-checkpoints.js'
import { connectionsTo } from '../connections/connections.js'
import type { PostgresOptions } from '../options.js'
import { subscriptionsInSchema } from './subscriptions.js'

/** As for the store; the table `checkpoints` is made in the schema when there is none. */
export type PostgresCheckpointOptions = Pick<PostgresOptions, 'connectionString' | 'schema' | 'tls' | 'patience'>

/** Checkpoints in a table; nothing is connected before it is needed. */
export type PostgresCheckpoints = CheckpointStore & {
  /** Ends the connection. */
  close(): Promise<void>
}

const known: OptionKinds<PostgresCheckpointOptions> = {
  connectionString: 'text',
  schema: 'text',
  tls: 'tls',
  patience: 'milliseconds',
}

/** Checkpoints in a schema of a PostgreSQL database, shared by as many processes as like. */
export const postgresCheckpoints = (options: PostgresCheckpointOptions): PostgresCheckpoints => {
  const malformed = malformedOptions('postgresCheckpoints', options, known)
  if (malformed !== null) return noCheckpoints(malformed)
  const { connectionString, schema = 'clientele', tls, patience = 10_000 } = options
  const connections = connectionsTo({ url: connectionString, tls, connections: 1, patience })
  return { ...subscriptionsInSchema({ connections, schema, patience }).checkpoints, close: connections.close }
}
