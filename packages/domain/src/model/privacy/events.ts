// Stored forever: a released name or field is never changed, only superseded.

import { nullable, oneOf, optional, personal, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

/** Everything about the person, or everything except what invoices need. */
export const ErasureScope = oneOf('ErasureScope', ['full', 'exceptInvoicing'])

const reasonText = personal(nullable(text), 'stream')

/** Blocks erasure until a day (exclusive). */
export const LegalHoldPlaced = event('LegalHoldPlaced', { until: CalendarDate, reason: optional(reasonText) })

export const LegalHoldLifted = event('LegalHoldLifted', { reason: optional(reasonText) })

/**
 * From here on the fields of the person read as erased; data needed by invoices is retained up to and including
 * `retainedUntil`.
 */
export const PersonErased = event('PersonErased', {
  scope: ErasureScope,
  retainedUntil: optional(nullable(CalendarDate)),
  requestId: optional(nullable(text)),
})

export const privacyEvents = { LegalHoldPlaced, LegalHoldLifted, PersonErased }

export type PrivacyEvent = MessageOf<typeof privacyEvents>
