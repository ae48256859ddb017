import type { StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { type OptionKinds, sourceFor } from '../../options.js'
import { longestTimer } from '../../timing/longest-timer.js'
import type { EsdbLikeClient } from './client/client.js'
import { credentialsFor, discovers, hostOf } from './client/connection-string.js'
import { type Driver, eventStoreDbDriver, kurrentDbDriver } from './client/drivers.js'
import { storeFailureOf } from './client/failure.js'
import { prefixPattern } from './log/names.js'
import { type Manners, storeOn } from './store.js'

export type { EsdbCredentials, EsdbLikeClient } from './client/client.js'

export type EventStoreDbOptions = {
  /** `esdb://user:password@host:2113?tls=true`; KurrentDB's client also takes `kurrentdb://`. */
  readonly connectionString: string
  /**
   * Where a server is used by others too: every stream of this register, its notes as well, begins with it and a full
   * stop on the server, and it sees no other. Letters, digits and `_`, 64 at most. Without one a register sees the
   * streams that begin with no prefix.
   */
  readonly prefix?: string
  /** A client of your own; it stays open when the store is closed. */
  readonly client?: EsdbLikeClient
  /**
   * `unary` (the default): one call per append, with a deadline the server knows. `batch`: all appends of the client
   * through one call, faster by far for many at once; in 6.2 of EventStoreDB's client an error of one client ends the
   * pending appends of all clients in the process (they are repeated).
   */
  readonly appendMode?: 'unary' | 'batch'
  /**
   * How long one attempt to append may take, in milliseconds: half of `patience` at most, and by default. One that was
   * not answered is repeated for as long as `patience` says.
   */
  readonly appendTimeout?: number
  /** How long a server that is away or silent is asked again, in milliseconds; 10,000 by default. */
  readonly patience?: number
}

const milliseconds = (given: number | undefined): number => Math.min(longestTimer, given ?? 10_000)

const mannersOf = (options: EventStoreDbOptions): Omit<Manners, 'wholeSeconds' | 'filtersReads'> => ({
  appendMode: options.appendMode ?? 'unary',
  prefix: options.prefix ?? null,
  credentials: credentialsFor(options.connectionString),
  appendTimeout: milliseconds(options.appendTimeout),
  patience: milliseconds(options.patience),
  // Where the client looks for its server itself, what it has found by then would be lost.
  reconnects: options.client === undefined && !discovers(options.connectionString),
  ownsClient: options.client === undefined,
})

const source = ({ connect, wholeSeconds, filtersReads }: Driver, options: EventStoreDbOptions): StoreSource => ({
  name: hostOf(options.connectionString),
  open: async () => {
    try {
      const client = async () =>
        options.client ?? (await connect(options.connectionString, milliseconds(options.patience)))
      return right(await storeOn(client, { ...mannersOf(options), wholeSeconds, filtersReads }))
    } catch (error) {
      return left(storeFailureOf(error))
    }
  },
})

const known: OptionKinds<EventStoreDbOptions> = {
  connectionString: 'text',
  prefix: prefixPattern,
  client: 'object',
  appendMode: ['unary', 'batch'],
  appendTimeout: 'milliseconds',
  patience: 'milliseconds',
}

/** A store on a server of EventStoreDB 22.6 or newer, through `@eventstore/db-client`. */
export const eventstoredb = (options: EventStoreDbOptions): StoreSource =>
  sourceFor('eventstoredb', options, known, (given) => source(eventStoreDbDriver, given))

/**
 * A store on a server of KurrentDB (or EventStoreDB), through `@kurrent/kurrentdb-client`, whose reads know the time of
 * an event in whole seconds only. The packages of the two clients cannot be used in one process: the messages of the
 * one replace those of the other.
 */
export const kurrentdb = (options: EventStoreDbOptions): StoreSource =>
  sourceFor('kurrentdb', options, known, (given) => source(kurrentDbDriver, given))
