import type { Instant, KnownEvent, Message, Rows } from '@clientele/domain'
import type { FreeNumbers } from '../../indexes/numbers/free-numbers.js'
import type { Tables } from '../../tables/tables.js'

/** The part of an event that handlers read. */
export type RegisterEvent = Pick<KnownEvent, 'stream' | 'type' | 'data'> & {
  readonly metadata: { readonly by: string }
  readonly occurrence: { readonly at: Instant }
}

/** Where and when an event was recorded. */
export type EventPlace = Pick<KnownEvent, 'position' | 'recordedAt'>

/** The part of an event that the register reads. */
export type LoggedEvent = RegisterEvent & EventPlace

/** The stream of an event; `id` is from the stream name, never from the data. */
export type EventSource = { readonly stream: string; readonly id: string; readonly event: RegisterEvent }

/** The tables and indexes that handlers write to. */
export type RegisterWriter = {
  readonly tables: Tables
  readonly freeNumbers: FreeNumbers
}

/** One small function per event type that changes a table. */
export type Handlers<E extends Message> = Partial<Rows<E, readonly [RegisterWriter, EventSource], void>>

/** When the event happened, by the clock of the actor. */
export const timeOf = ({ event }: EventSource): Instant => event.occurrence.at
