import type { HistoryEntry, HistoryKind, HistorySubject } from '../../history/line.js'
import { fullName } from '../../history/names.js'
import type { Messages } from '../../messages/texts.js'
import { isErased } from '../../views/history/history-row.js'
import type { AuditSource } from '../audit-source.js'
import type { Times } from './event-times.js'
import { type FieldChange, type Fold, foldOf, type NameParts } from './fold.js'

// The line of a registration has the whole name, later lines have the parts that changed.
const parts = ['firstName', 'lastName'] as const

/** Whether a field of a subject is the name of a contact or a part of it. */
export const isContactName = (kind: HistoryKind, field: string): boolean =>
  kind === 'contact' && (field === 'name' || parts.some((part) => part === field))

/** The fields in history lines that tell of a field; also the fields that a field in a line tells of. */
export const toldBy = (kind: HistoryKind, field: string): readonly string[] => {
  if (!isContactName(kind, field)) return [field]
  return field === 'name' ? ['name', ...parts] : ['name', field]
}

const textIn = (data: object, field: string): string | null => {
  const value: unknown = Reflect.get(data, field)
  return typeof value === 'string' ? value : null
}

/** The parts of a name that an event sets. */
const partsSet = ({ journal }: AuditSource, event: number, { type, changes }: HistoryEntry): NameParts => {
  const [data = {}] = type === 'ContactRegistered' ? journal.dataAt([event]) : []
  return Object.fromEntries(
    parts.flatMap((part) => {
      if (type === 'ContactRegistered') return [[part, textIn(data, part)]]
      const change = changes.findLast(({ field }) => field === part)
      return change === undefined ? [] : [[part, change.new]]
    }),
  )
}

/** An event of a contact, and a field that it may change. */
type NameEvent = {
  readonly subject: HistorySubject
  readonly event: number
  readonly entry: HistoryEntry
  readonly field: string
  readonly times: Times
}

/** The change of the name of a contact, or of a part of it, by an event; `erased` replaces the texts of an erased one. */
export const nameChangesIn = (
  source: AuditSource,
  { subject, event, entry, field, times }: NameEvent,
  { erased }: Pick<Messages, 'erased'>,
): readonly FieldChange[] => {
  const nameParts = partsSet(source, event, entry)
  const change = { ...times, old: null, replacesAll: false, needsOld: false, nameParts }
  const hidden = isErased(source.register, [subject.id], 'name') ? erased : null
  if (field === 'name') return Object.keys(nameParts).length === 0 ? [] : [{ ...change, new: null, shown: hidden }]
  const part = textIn(nameParts, field)
  if (!Object.hasOwn(nameParts, field) || (part === null && entry.type === 'ContactRegistered')) return []
  return [{ ...change, new: part, shown: part === null ? null : (hidden ?? part) }]
}

/** Puts the name of a contact together from its parts, each as last set. */
const contactNameFold: Fold = {
  after: (state, change) => [...state, change],
  current: (state) => {
    const last = state.at(-1)
    if (last === undefined) return []
    const set: NameParts = Object.assign({}, ...state.map(({ nameParts }) => nameParts))
    const name = fullName({ firstName: set.firstName, lastName: set.lastName ?? '' })
    return [{ ...last, new: name, shown: last.shown ?? name }]
  },
}

/** The way to fold a field of a kind of subject. */
export const foldFor = (kind: HistoryKind, field: string): Fold =>
  kind === 'contact' && field === 'name' ? contactNameFold : foldOf(field)
