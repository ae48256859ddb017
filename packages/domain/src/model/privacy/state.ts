import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { PrivacyEvent } from './events.js'

/** The erasure of a person; data needed by invoices is retained up to and including `retainedUntil`. */
export type Erasure = { readonly scope: 'full' | 'exceptInvoicing'; readonly retainedUntil: CalendarDate | null }

/** Legal hold and erasure of a person; `holdUntil` is the first day without the hold. */
export type Privacy = { readonly holdUntil: CalendarDate | null; readonly erasure: Erasure | null }

export const nothingErased: Privacy = { holdUntil: null, erasure: null }

/** The changes of privacy events to the privacy of a person. */
export const privacyChanges: Changes<PrivacyEvent, Privacy> = {
  LegalHoldPlaced:
    ({ until }) =>
    (privacy) => ({ ...privacy, holdUntil: until }),
  LegalHoldLifted: () => (privacy) => ({ ...privacy, holdUntil: null }),
  PersonErased:
    ({ scope, retainedUntil = null }) =>
    (privacy) => ({ ...privacy, erasure: { scope, retainedUntil } }),
}

/** The `evolve` rows of a person for privacy. */
export const evolvePrivacy = evolvePart('privacy', privacyChanges)

/** Returns the end (exclusive) of the legal hold in force on a day, or `null`. */
export const holdOn = ({ holdUntil }: Privacy, date: CalendarDate): CalendarDate | null =>
  holdUntil !== null && date < holdUntil ? holdUntil : null
