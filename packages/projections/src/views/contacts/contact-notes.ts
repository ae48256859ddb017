import type { Instant } from '@clientele/domain'
import type { Locale } from '../../messages/locale.js'
import { messagesFor } from '../../messages/messages.js'
import { paginate } from '../../query/paging/paginate.js'
import { visibleActivities } from '../../query/visibility/activities.js'
import { hasCrmAccess } from '../../query/visibility/viewer.js'
import { erasedName } from '../../register/erasure.js'
import type { Register } from '../../register/register.js'
import type { NoteRow, PersonRow } from '../../tables/rows.js'
import { type ContactActivity, newestFirst, type TabParams, visiblePerson } from './contact-tab.js'

/** The record a note was written on: the person, a company of the person, or a project in which it participates. */
export type NoteOrigin = 'contact' | 'company' | 'project'

/** A note on a contact; `editedAt` is when it was last changed. */
export type ContactNote = ContactActivity & {
  readonly text: string
  readonly origin: NoteOrigin
  readonly editedAt: Instant | null
}

type Found = { readonly note: NoteRow; readonly origin: NoteOrigin }

function* notesAbout(register: Register, person: PersonRow): Iterable<Found> {
  const { notes, participants } = register.tables
  for (const note of notes.rowsWhere('personIds', person.personId)) yield { note, origin: 'contact' }
  if (person.customerId !== null)
    for (const note of notes.rowsWhere('customerIds', person.customerId)) yield { note, origin: 'contact' }
  for (const customerId of person.companyIds)
    for (const note of notes.rowsWhere('customerIds', customerId)) yield { note, origin: 'company' }
  for (const { projectId } of participants.rowsWhere('personId', person.personId))
    for (const note of notes.rowsWhere('projectIds', projectId)) yield { note, origin: 'project' }
}

/** The distinct notes, each with its nearest origin. */
const distinctNotes = (register: Register, person: PersonRow): readonly Found[] => {
  const found = new Map<string, Found>()
  for (const one of notesAbout(register, person))
    if (!found.has(one.note.activityId)) found.set(one.note.activityId, one)
  return [...found.values()]
}

const rowOf = (
  { note: { activityId, text, at, by, editedAt }, origin }: Found,
  locale: Locale | undefined,
): ContactNote => ({
  activityId,
  text: text === erasedName ? messagesFor(locale).erased : text,
  origin,
  editedAt,
  at,
  by,
})

/**
 * The notes on a contact, on its companies and on the projects in which it participates, newest first. Only employees
 * with access to the CRM see them, and no notes of customers that they may not see (24SevenOffice, "Anteckningar").
 */
export const contactNotes = (register: Register, params: TabParams): readonly ContactNote[] => {
  const person = visiblePerson(register, params)
  if (person === null || !hasCrmAccess(register, params)) return []
  const isVisible = visibleActivities(register, params)
  const rows = distinctNotes(register, person)
    .filter(({ note }) => isVisible(note))
    .map((found) => rowOf(found, params.locale))
  return [...paginate(newestFirst(rows), params)]
}
