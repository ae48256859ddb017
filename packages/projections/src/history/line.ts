import {
  addDays,
  type CalendarDate,
  type Instant,
  type KnownEvent,
  type Message,
  type Origin,
  type Position,
  type Rows,
} from '@clientele/domain'
import type { Register } from '../register/register.js'
import { word } from './word.js'

/**
 * A stored field change: names as of then, not ids; dates inclusive; built-in words (`wordIn`)
 * untranslated. `whose` lists the persons that a personal value is about.
 */
export type RecordedChange = {
  readonly field: string
  readonly old: string | null
  readonly new: string | null
  readonly whose?: readonly string[]
}

/** A text about persons; hidden when one of them is erased. */
export type Personal = { readonly text: string | null; readonly whose: readonly string[] }

/**
 * A stored line: what a reader saw when it happened. `customerId` is the other party whose visibility applies, or
 * several, persons marked by `personParty`; `at` is by the clock of the actor; `on` names the customer or project in other histories.
 */
export type HistoryEntry = {
  readonly position: Position
  readonly recordedAt: Instant
  readonly at: Instant
  readonly effectiveDate: CalendarDate | null
  readonly by: string
  readonly type: string
  readonly topic: string | null
  readonly topicOf: readonly string[] | null
  readonly on: string | null
  readonly onOf: readonly string[] | null
  readonly changes: readonly RecordedChange[]
  readonly customerId: string | readonly string[] | null
  readonly reason: string | null
  readonly reasonOf: readonly string[] | null
  readonly commandId: string
  readonly correlationId: string | null
  readonly causationId: string | null
  readonly origin: Origin
}

/** The kinds of subject that have a history. */
export const historyKinds = [
  'customer',
  'contact',
  'employee',
  'project',
  'customerGroup',
  'specialGroup',
  'role',
  'classifier',
  'customerNumber',
  'settings',
  'activity',
  'listPreferences',
  'report',
] as const
export type HistoryKind = (typeof historyKinds)[number]

export type HistorySubject = { readonly kind: HistoryKind; readonly id: string }

/** The line of an event. `topic` names its object if the changes do not; `also` lists further subjects. */
export type Line = {
  readonly changes: readonly RecordedChange[]
  readonly effectiveDate?: CalendarDate | null
  readonly topic?: string | Personal | null | undefined
  readonly subject?: HistorySubject
  readonly also?: readonly HistorySubject[]
  /** The name of the customer or project, for lines that also appear on other subjects. */
  readonly on?: string | Personal | null | undefined
  /** The customers it mentions, and persons marked by `personParty`: hidden unless the viewer may see all. */
  readonly customerId?: string | readonly string[] | null | undefined
}

/** An event that is about to be applied, and the register before it. */
export type HistoryContext = {
  readonly register: Register
  readonly stream: string
  readonly id: string
  readonly event: KnownEvent
}

/** A row per event type that has a line of its own; the others have a plain line. */
export type Lines<E extends Message> = Partial<Rows<E, readonly [HistoryContext], Line>>

/** Marks a text as personal; `null` and `undefined` persons are left out. */
export const personal = (text: unknown, ...whose: readonly (string | null | undefined)[]): Personal => {
  const persons = whose.filter((one) => one !== null && one !== undefined)
  return { text: toText(text), whose: persons.length === 0 ? nobody : persons }
}

const isPersonal = (value: unknown): value is Personal =>
  typeof value === 'object' && value !== null && 'whose' in value && 'text' in value

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')

export const toText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no')
  if (isPersonal(value)) return value.text
  return isListOfTexts(value) ? value.join(', ') : JSON.stringify(value)
}

export const nobody: readonly string[] = []

/** The persons a value is about; empty if it is not personal. */
export const whoseIs = (value: unknown): readonly string[] => (isPersonal(value) ? value.whose : nobody)

/** A field change. */
export const change = (field: string, old: unknown, after: unknown): RecordedChange => {
  const kept = { field, old: toText(old), new: toText(after) }
  const [one, other] = [whoseIs(old), whoseIs(after)]
  return one.length + other.length === 0 ? kept : { ...kept, whose: [...new Set([...one, ...other])] }
}

/** Keeps the changes whose values differ. */
export const onlyChanged = (...changes: readonly RecordedChange[]): readonly RecordedChange[] =>
  changes.filter((one) => one.old !== one.new)

/** The text of a topic. */
export const topicText = (topic: Line['topic']): string | null => toText(topic)

/** The persons a line mentions. */
export const personsIn = ({ topic, on, changes }: Line): readonly string[] => [
  ...new Set([...whoseIs(topic), ...whoseIs(on), ...changes.flatMap(({ whose }) => whose ?? nobody)]),
]

/** The last day of an interval that ends before `until`. */
export const lastDay = (until: CalendarDate | null | undefined): CalendarDate | null =>
  until === null || until === undefined ? null : addDays(until, -1)

/** Reasons that decisions give: built-in words. */
const ownReasons: readonly string[] = ['groupDeleted', 'customerDeleted', 'unlinked', 'merge', 'consent', 'erasure']

export const noReason: RecordedChange = { field: 'reason', old: null, new: null }

/** The reason of an event: a built-in word if a decision gave it, otherwise a personal text. */
export const why = (
  reason: string | null | undefined,
  ...whose: readonly (string | null | undefined)[]
): RecordedChange => {
  if (reason === null || reason === undefined || reason === '') return noReason
  return change('reason', null, ownReasons.includes(reason) ? word(reason) : personal(reason, ...whose))
}

/** A flag; no change unless it is set. */
export const flag = (field: string, value: boolean | null | undefined): RecordedChange =>
  change(field, null, value === true ? true : null)
