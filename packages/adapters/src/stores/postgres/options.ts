import type { ConnectionOptions } from 'node:tls'
import type { Instant } from '@clientele/domain'

export type PostgresOptions = {
  /** `postgres://user:password@host:5432/database`; missing parts come from PGUSER, PGPASSWORD and the like. */
  readonly connectionString: string
  /** The schema, created if it is missing; `clientele` by default. */
  readonly schema?: string | undefined
  /** The maximum number of connections for appends and reads, 4 by default; all subscriptions together use one more. */
  readonly pool?: { readonly max?: number | undefined } | undefined
  /** TLS options as for Node's `tls.connect`, or whether to use TLS; by default as the address says. */
  readonly tls?: boolean | ConnectionOptions | undefined
  /** Gives the recording time of events; by default the server's clock, which is the same for all processes. */
  readonly clock?: (() => Instant) | undefined
  /**
   * How far `clock` may be ahead of the server's clock (without `clock`: the server's clock ahead of this machine's),
   * in milliseconds, before appends fail with `ClockAhead`; a day by default. A time more than five years after the
   * last event fails too. `Infinity` turns the check off.
   */
  readonly maxClockSkew?: number | undefined
  /** How often subscriptions poll for events whose notification was lost, in milliseconds; 1,000 by default. */
  readonly pollInterval?: number | undefined
  /** How long to wait for other writers and for a server that is away or silent, in milliseconds; 10,000 by default. */
  readonly patience?: number | undefined
}
