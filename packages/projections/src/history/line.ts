import { addDays, type CalendarDate, type KnownEvent, type Message, type Rows } from '@clientele/domain'
import type { Register } from '../register/register.js'

/** A field with its value before and after, as a reader saw it then: names, not ids; dates inclusive. */
export type FieldChange = { readonly field: string; readonly old: string | null; readonly new: string | null }

/** What a history can be of. */
export type HistoryKind =
  | 'customer'
  | 'contact'
  | 'employee'
  | 'project'
  | 'customerGroup'
  | 'specialGroup'
  | 'role'
  | 'classifier'
  | 'customerNumber'
  | 'settings'

export type HistorySubject = { readonly kind: HistoryKind; readonly id: string }

/** What an event says to a reader. `topic` names whom or what it is about where the changes do not; `also` touches others. */
export type Line = {
  readonly changes: readonly FieldChange[]
  readonly effectiveDate?: CalendarDate | null
  readonly topic?: string | undefined
  readonly subject?: HistorySubject
  readonly also?: readonly HistorySubject[]
  /** A customer it speaks of: who may not see that customer does not see the line. */
  readonly customerId?: string | null | undefined
}

/** An event about to be applied, beside the register as it still stands. */
export type Happening = {
  readonly register: Register
  readonly stream: string
  readonly id: string
  readonly event: KnownEvent
}

/** One line per event type: an event without a line does not compile (S27). */
export type Lines<E extends Message> = Rows<E, readonly [Happening], Line>

const written = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** One field before and after. */
export const change = (field: string, old: unknown, after: unknown): FieldChange => ({
  field,
  old: written(old),
  new: written(after),
})

/** The fields of which the value became another. */
export const changed = (...changes: readonly FieldChange[]): readonly FieldChange[] =>
  changes.filter((one) => one.old !== one.new)

/** The last day of an interval that ends before `until`. */
export const lastDay = (until: CalendarDate | null | undefined): CalendarDate | null =>
  until === null || until === undefined ? null : addDays(until, -1)
