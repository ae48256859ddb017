import {
  addDays,
  type CalendarDate,
  type Instant,
  type KnownEvent,
  type Message,
  type Position,
  type Rows,
} from '@clientele/domain'
import type { Register } from '../register/register.js'

/** A field with its value before and after, as a reader saw it then: names, not ids; dates inclusive. */
export type FieldChange = { readonly field: string; readonly old: string | null; readonly new: string | null }

/** A text about persons; who is erased takes it along. */
export type Personal = { readonly text: string | null; readonly whose: readonly string[] }

/** A change as it is kept, with whose it is where it is personal. */
export type KeptChange = FieldChange & { readonly whose?: readonly string[] }

/** A line as it is kept: what a reader saw when it happened. `customerId` is the other party whose visibility counts, or several. */
export type HistoryEntry = {
  readonly position: Position
  readonly recordedAt: Instant
  readonly effectiveDate: CalendarDate | null
  readonly by: string
  readonly type: string
  readonly topic: string | null
  readonly topicOf: readonly string[] | null
  readonly changes: readonly KeptChange[]
  readonly customerId: string | readonly string[] | null
}

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
  | 'activity'
  | 'listPreferences'
  | 'report'

export type HistorySubject = { readonly kind: HistoryKind; readonly id: string }

/** What an event says to a reader. `topic` names whom or what it is about where the changes do not; `also` touches others. */
export type Line = {
  readonly changes: readonly KeptChange[]
  readonly effectiveDate?: CalendarDate | null
  readonly topic?: string | Personal | null | undefined
  readonly subject?: HistorySubject
  readonly also?: readonly HistorySubject[]
  /** A customer it speaks of, or several: who may not see all of them does not see the line. */
  readonly customerId?: string | readonly string[] | null | undefined
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

/** Marks a text as being about a person. */
export const personal = (text: unknown, ...whose: readonly (string | null | undefined)[]): Personal => ({
  text: written(text),
  whose: whose.filter((one) => one !== null && one !== undefined),
})

const isPersonal = (value: unknown): value is Personal =>
  typeof value === 'object' && value !== null && 'whose' in value && 'text' in value

const written = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (isPersonal(value)) return value.text
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const nobody: readonly string[] = []

/** Whose a value is; nobody's when it is not personal. */
export const whoseIs = (value: unknown): readonly string[] => (isPersonal(value) ? value.whose : nobody)

/** One field before and after. */
export const change = (field: string, old: unknown, after: unknown): KeptChange => {
  const kept = { field, old: written(old), new: written(after) }
  const [one, other] = [whoseIs(old), whoseIs(after)]
  return one.length + other.length === 0 ? kept : { ...kept, whose: [...new Set([...one, ...other])] }
}

/** The fields of which the value became another. */
export const changed = (...changes: readonly KeptChange[]): readonly KeptChange[] =>
  changes.filter((one) => one.old !== one.new)

/** The text of a topic. */
export const topicText = (topic: Line['topic']): string | null => written(topic)

/** The last day of an interval that ends before `until`. */
export const lastDay = (until: CalendarDate | null | undefined): CalendarDate | null =>
  until === null || until === undefined ? null : addDays(until, -1)
