import type { StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { type OptionKinds, sourceFor } from '../../options.js'
import { longestTimer } from '../../timing/longest-timer.js'
import type { EsdbLikeClient } from './client/client.js'
import { credentialsFor, discovers, hostOf } from './client/connection-string.js'
import { type Driver, eventStoreDbDriver, kurrentDbDriver } from './client/drivers.js'
import { storeFailureOf } from './client/failure.js'
import { prefixPattern } from './log/names.js'
import { type ClientOptions, openStore } from './store.js'

export type { EsdbCredentials, EsdbLikeClient } from './client/client.js'

export type EventStoreDbOptions = {
  /** `esdb://user:password@host:2113?tls=true`; KurrentDB's client also takes `kurrentdb://`. */
  readonly connectionString: string
  /**
   * For a server that other programs use too: on the server, all streams of this register (also its internal ones)
   * begin with the prefix and a full stop, and the register sees no others. Letters, digits and `_`, at most 64.
   * Without a prefix, a register sees the streams that begin with no prefix.
   */
  readonly prefix?: string | undefined
  /** Your own client; closing the store does not close it. */
  readonly client?: EsdbLikeClient | undefined
  /**
   * `batch`: all appends share one call to the server, which is much faster if there are many at once; for 30 s after
   * an append that got no answer they do not. `unary`: one call per append. By default `batch`, but `unary` with a
   * client of your own: in `@eventstore/db-client` 6.2, an error of one client ends the pending appends of all such
   * clients in the process (they are retried), and a late answer can throw outside of every call.
   */
  readonly appendMode?: 'unary' | 'batch' | undefined
  /**
   * How long one attempt to append may take, in milliseconds; at most half of `patience`, which is also the default. An
   * attempt without answer is retried until `patience` is over.
   */
  readonly appendTimeout?: number | undefined
  /** How long to retry while the server is away or silent, in milliseconds; 10,000 by default. */
  readonly patience?: number | undefined
}

const milliseconds = (given: number | undefined): number => Math.min(longestTimer, given ?? 10_000)

const clientOptionsOf = (options: EventStoreDbOptions): Omit<ClientOptions, 'wholeSeconds' | 'filtersReads'> => ({
  appendMode: options.appendMode ?? (options.client === undefined ? 'batch' : 'unary'),
  prefix: options.prefix ?? null,
  credentials: credentialsFor(options.connectionString),
  appendTimeout: milliseconds(options.appendTimeout),
  patience: milliseconds(options.patience),
  // A client that discovers its servers itself would lose what it has found so far.
  reconnects: options.client === undefined && !discovers(options.connectionString),
  ownsClient: options.client === undefined,
})

const source = ({ connect, wholeSeconds, filtersReads }: Driver, options: EventStoreDbOptions): StoreSource => ({
  name: hostOf(options.connectionString),
  open: async () => {
    try {
      const client = async () =>
        options.client ?? (await connect(options.connectionString, milliseconds(options.patience)))
      return right(await openStore(client, { ...clientOptionsOf(options), wholeSeconds, filtersReads }))
    } catch (error) {
      return left(storeFailureOf(error))
    }
  },
})

const optionKinds: OptionKinds<EventStoreDbOptions> = {
  connectionString: 'text',
  prefix: prefixPattern,
  client: 'object',
  appendMode: ['unary', 'batch'],
  appendTimeout: 'milliseconds',
  patience: 'milliseconds',
}

/** A store on a server of EventStoreDB 22.6 or newer, through `@eventstore/db-client`. */
export const eventstoredb = (options: EventStoreDbOptions): StoreSource =>
  sourceFor('eventstoredb', options, optionKinds, (given) => source(eventStoreDbDriver, given))

/**
 * A store on a server of KurrentDB (or EventStoreDB), through `@kurrent/kurrentdb-client`, whose reads return event
 * times only in whole seconds. The two client packages cannot be used in one process: their gRPC messages replace each
 * other.
 */
export const kurrentdb = (options: EventStoreDbOptions): StoreSource =>
  sourceFor('kurrentdb', options, optionKinds, (given) => source(kurrentDbDriver, given))
