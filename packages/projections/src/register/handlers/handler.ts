import type { Instant, KnownEvent, Message, Rows } from '@clientele/domain'
import type { FreeNumbers } from '../../indexes/numbers/free-numbers.js'
import type { Tables } from '../../tables/tables.js'

/** Where an event happened and to what: `id` is the stream's, never the data's. */
export type EventSource = { readonly stream: string; readonly id: string; readonly event: KnownEvent }

/** What handlers write to. `moved` notes that memberships changed at an instant. */
export type RegisterWriter = {
  readonly tables: Tables
  readonly freeNumbers: FreeNumbers
  moved(at: Instant): void
}

/** One small function per event type. */
export type Handlers<E extends Message> = Rows<E, readonly [RegisterWriter, EventSource], void>

/** The actor's time. */
export const timeOf = ({ event }: EventSource): Instant => event.occurrence.at
