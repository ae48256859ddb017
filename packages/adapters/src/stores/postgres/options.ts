import type { ConnectionOptions } from 'node:tls'
import type { Instant } from '@clientele/domain'

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
