import { withoutPassword } from '../without-password.js'
import type { Server } from './connections/pool.js'
import type { PostgresOptions } from './options.js'

/** The server settings in the options, with defaults. */
export const serverOf = ({ connectionString, tls, pool, patience = 10_000 }: PostgresOptions): Server => ({
  url: connectionString,
  tls,
  connections: pool?.max ?? 4,
  patience,
})

/** The name of a schema on a server, for messages; user and password are left out. */
export const nameOfSchema = ({ connectionString, schema = 'clientele' }: PostgresOptions): string => {
  const address = withoutPassword(connectionString)
  if (!URL.canParse(address)) return `postgres: ${schema}`
  const { host, pathname } = new URL(address)
  return `postgres://${host}${pathname} ${schema}`
}
