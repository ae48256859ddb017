import type { CalendarDate, Instant } from '@clientele/domain'
import type { HistorySubject } from '../../history/line.js'
import type { AuditContext } from '../changes/changes.js'

/** A field of a subject, named as in history lines, such as `status` or `phone`. */
export type FieldHistoryQuestion = AuditContext & { readonly subject: HistorySubject; readonly field: string }

/**
 * A value, by name. It applied on the days from `from` until before `until`, and was known from `knownFrom` until
 * before `knownUntil`. `null` means no value, or an open end. Several values at a time are one text, separated by
 * commas.
 */
export type FieldHistoryRow = {
  readonly value: string | null
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly knownFrom: Instant
  readonly knownUntil: Instant | null
}
