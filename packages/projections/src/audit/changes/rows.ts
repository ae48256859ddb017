import type { HistoryEntry, HistoryKind, HistorySubject, Personal } from '../../history/line.js'
import {
  customerName,
  employeeName,
  groupName,
  type NameOf,
  type PersonalNameOf,
  personName,
  projectName,
  roleName,
  specialGroupName,
} from '../../history/names.js'
import { subjectOfKey } from '../../history/subject-keys.js'
import type { Locale } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import { memoize } from '../../query/memoize.js'
import type { Register } from '../../register/register.js'
import { type HistoryRow, isErased, rowsFor } from '../../views/history/history-row.js'

/** A subject with its current name, or its id if it has no name. */
export type NamedSubject = HistorySubject & { readonly name: string }

const names: { readonly [K in HistoryKind]?: NameOf | PersonalNameOf } = {
  customer: customerName,
  contact: personName,
  employee: employeeName,
  project: projectName,
  customerGroup: groupName,
  specialGroup: specialGroupName,
  role: roleName,
}

/** The name of a subject; the name of an erased person is hidden. */
const nameOf = (register: Register, { kind, id }: HistorySubject, erased: string): string => {
  const name: string | Personal | null = names[kind]?.(register, id) ?? id
  if (typeof name === 'string') return name
  return isErased(register, name.whose, 'name') ? erased : (name.text ?? id)
}

type Reader = { readonly viewer?: string | undefined; readonly locale?: Locale | undefined }

/** Returns a function that adds the current name to a subject. */
export const createNames =
  (register: Register, { erased }: Messages): ((subject: HistorySubject) => NamedSubject) =>
  ({ kind, id }) => ({ kind, id, name: nameOf(register, { kind, id }, erased) })

/** Returns a function that maps an entry and the key of its subject to a history row. */
export const createRowReader = (
  register: Register,
  { viewer, locale }: Reader,
): ((entry: HistoryEntry, key: string) => HistoryRow & { readonly subject: NamedSubject }) => {
  const messages = messagesFor(locale)
  const nameSubject = createNames(register, messages)
  const named = memoize((key: string): NamedSubject => nameSubject(subjectOfKey(key)))
  const readers = memoize((kind: HistoryKind) => rowsFor(register, { kind, viewer, messages }))
  return (entry, key) => {
    const subject = named(key)
    // Not by spreading: V8 copies objects of that many fields into the old generation.
    return Object.assign(readers(subject.kind)(entry), { subject })
  }
}
