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
 * A stored field change: names of that time, not ids; dates inclusive; built-in words (`wordIn`) untranslated. `whose`
 * lists the persons whose personal data the values are.
 */
export type RecordedChange = {
  readonly field: string
  readonly old: string | null
  readonly new: string | null
  readonly whose?: readonly string[]
}

/** A text about persons; hidden if one of them is erased. */
export type Personal = { readonly text: string | null; readonly whose: readonly string[] }

/**
 * A stored line: what a reader saw when it happened. `customerId` is the other party that the viewer must be allowed to
 * see, or several, persons marked by `personParty`; `at` is by the clock of the actor; `on` names the customer or
 * project for histories of other subjects.
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
  /**
   * The customers it mentions, and persons marked by `personParty` or `wholePersonParty`: hidden unless the viewer may see
   * all of them.
   */
  readonly customerId?: string | readonly string[] | null | undefined
}

/** An event that is about to be applied, and the register before it. */
export type HistoryContext = {
  readonly register: Register
  readonly stream: string
  readonly id: string
  readonly event: KnownEvent
}

/** The line of each event type that has its own; other types get a plain line. */
export type Lines<E extends Message> = Partial<Rows<E, readonly [HistoryContext], Line>>

/** Marks a text as personal data of persons; `null` and `undefined` persons are skipped. */
export const personal = (text: unknown, ...whose: readonly (string | null | undefined)[]): Personal => {
  const persons = whose.filter((one) => one !== null && one !== undefined)
  return { text: toText(text), whose: persons.length === 0 ? noPersons : persons }
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

export const noPersons: readonly string[] = []

/** The persons a value is about; empty if the value is not personal. */
export const personsInValue = (value: unknown): readonly string[] => (isPersonal(value) ? value.whose : noPersons)

/** A field change. */
export const change = (field: string, old: unknown, after: unknown): RecordedChange => {
  const plain = { field, old: toText(old), new: toText(after) }
  const [one, other] = [personsInValue(old), personsInValue(after)]
  return one.length + other.length === 0 ? plain : { ...plain, whose: [...new Set([...one, ...other])] }
}

/** Filters out changes whose values are equal. */
export const onlyChanged = (...changes: readonly RecordedChange[]): readonly RecordedChange[] =>
  changes.filter((one) => one.old !== one.new)

/** The text of a topic. */
export const topicText = (topic: Line['topic']): string | null => toText(topic)

/** The persons a line mentions. */
export const personsIn = ({ topic, on, changes }: Line): readonly string[] => [
  ...new Set([...personsInValue(topic), ...personsInValue(on), ...changes.flatMap(({ whose }) => whose ?? noPersons)]),
]

/** The last day of an interval that ends before `until`. */
export const lastDay = (until: CalendarDate | null | undefined): CalendarDate | null =>
  until === null || until === undefined ? null : addDays(until, -1)

/** Reasons set by decisions, stored as built-in words. */
const ownReasons: readonly string[] = [
  ...['groupDeleted', 'customerDeleted', 'unlinked', 'merge', 'consent', 'erasure'],
  ...['employeeDeactivated', 'reassigned'],
]

export const noReason: RecordedChange = { field: 'reason', old: null, new: null }

/** The reason of an event: a built-in word if a decision gave it, otherwise a personal text. */
export const reasonChange = (
  reason: string | null | undefined,
  ...whose: readonly (string | null | undefined)[]
): RecordedChange => {
  if (reason === null || reason === undefined || reason === '') return noReason
  return change('reason', null, ownReasons.includes(reason) ? word(reason) : personal(reason, ...whose))
}

/** The change of a flag; no value unless it is set. */
export const flagChange = (field: string, value: boolean | null | undefined): RecordedChange =>
  change(field, null, value === true ? true : null)
