import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { PrivacyEvent } from './events.js'

/** How a person was erased; what invoices need is kept up to and including `retainedUntil`. */
export type Erasure = { readonly scope: 'full' | 'exceptInvoicing'; readonly retainedUntil: CalendarDate | null }

/** What is known about keeping and erasing a person; `holdUntil` is the first day a legal hold no longer counts. */
export type Privacy = { readonly holdUntil: CalendarDate | null; readonly erasure: Erasure | null }

export const nothingErased: Privacy = { holdUntil: null, erasure: null }

/** What a privacy event does; states and the register share it. */
export const privacyChanges: Changes<PrivacyEvent, Privacy> = {
  LegalHoldPlaced:
    ({ until }) =>
    (privacy) => ({ ...privacy, holdUntil: until }),
  LegalHoldLifted: () => (privacy) => ({ ...privacy, holdUntil: null }),
  PersonErased:
    ({ scope, retainedUntil = null }) =>
    (privacy) => ({ ...privacy, erasure: { scope, retainedUntil } }),
}

/** The rows of a person's `evolve` that are about privacy. */
export const evolvePrivacy = evolvePart('privacy', privacyChanges)

/** The legal hold that counts on a day: the first day it no longer does, or `null`. */
export const holdOn = ({ holdUntil }: Privacy, date: CalendarDate): CalendarDate | null =>
  holdUntil !== null && date < holdUntil ? holdUntil : null
