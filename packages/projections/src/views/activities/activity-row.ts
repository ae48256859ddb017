import type { CalendarDate, Instant, Linked } from '@clientele/domain'
import { employeeName } from '../../history/names.js'
import { messagesFor } from '../../messages/messages.js'
import type { QueryContext } from '../../query/context.js'
import { fullNameOf } from '../../query/full-name.js'
import { visibleActivities } from '../../query/visibility/activities.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { hasCrmAccess } from '../../query/visibility/viewer.js'
import { erasedName } from '../../register/erasure.js'
import type { Register } from '../../register/register.js'
import type { ActivityRow, FileRow, MeetingRow, NoteRow, TaskRow } from '../../tables/rows.js'

/**
 * The kinds of activity. E-mails are not included: they have access rules of their own and are on the tab of a contact.
 */
export const activityKinds = ['task', 'meeting', 'note', 'file'] as const
export type ActivityKind = (typeof activityKinds)[number]

type Named = { readonly id: string; readonly name: string }

/**
 * An activity: `title` is the title of a task or meeting, the text of a note, or the name or reference of a file;
 * `date` is the due date of a task or the day of a meeting, otherwise `null`. It is linked to customers, persons and
 * projects; `at` is by the clock of the author, `by` is the id of the author.
 */
export type ActivityEntry = {
  readonly activityId: string
  readonly kind: ActivityKind
  readonly title: string | null
  readonly status: string | null
  readonly date: CalendarDate | null
  readonly owner: Named | null
  readonly customers: readonly Named[]
  readonly persons: readonly Named[]
  readonly projects: readonly Named[]
  readonly at: Instant
  readonly by: string
  readonly byName: string
}

/** A row of any kind of activity. */
export type AnyActivity =
  | { readonly kind: 'task'; readonly row: TaskRow }
  | { readonly kind: 'meeting'; readonly row: MeetingRow }
  | { readonly kind: 'note'; readonly row: NoteRow }
  | { readonly kind: 'file'; readonly row: FileRow }

type ActivityFields = Pick<ActivityEntry, 'title' | 'status' | 'date'> & { readonly ownerId: string | null }

const fieldsOf = (one: AnyActivity): ActivityFields => {
  const noFields = { status: null, date: null, ownerId: null }
  if (one.kind === 'task') {
    const { title, status, dueDate, ownerId } = one.row
    return { title, status, date: dueDate, ownerId }
  }
  if (one.kind === 'meeting') return { ...noFields, title: one.row.title, date: one.row.date, ownerId: one.row.ownerId }
  return { ...noFields, title: one.kind === 'note' ? one.row.text : (one.row.name ?? one.row.fileRef) }
}

/** The linked records; customers that are deleted, or that the viewer may not see in the past, have only their ids. */
const linksOf = (register: Register, { customerIds, personIds, projectIds }: Linked, context: QueryContext) => {
  const { tables } = register
  const isVisible = visibleCustomers(register, context)
  return {
    customers: customerIds.map((id) => ({ id, name: (isVisible(id) ? tables.customers.get(id)?.name : null) ?? id })),
    persons: personIds.map((id) => {
      const person = tables.persons.get(id)
      return { id, name: person === undefined ? id : fullNameOf(person, context.locale) }
    }),
    projects: projectIds.map((id) => ({ id, name: tables.projects.get(id)?.name ?? id })),
  }
}

/** An activity with the names of all linked records. */
export const entryOf = (register: Register, one: AnyActivity, context: QueryContext): ActivityEntry => {
  const { activityId, at, by }: ActivityRow = one.row
  const { title, status, date, ownerId } = fieldsOf(one)
  return {
    activityId,
    kind: one.kind,
    title: title === erasedName ? messagesFor(context.locale).erased : title,
    status,
    date,
    owner: ownerId === null ? null : { id: ownerId, name: employeeName(register, ownerId) ?? ownerId },
    ...linksOf(register, one.row, context),
    at,
    by,
    byName: employeeName(register, by) ?? by,
  }
}

/**
 * Returns a predicate for the activities that a viewer may see; notes are visible only to employees with access to the
 * CRM.
 */
export const visibleActivityRows = (register: Register, context: QueryContext): ((one: AnyActivity) => boolean) => {
  const isVisible = visibleActivities(register, context)
  const readsNotes = hasCrmAccess(register, context)
  return ({ kind, row }) => (kind !== 'note' || readsNotes) && isVisible(row)
}

/** The activities linked to a customer or project, of all kinds. */
export const activitiesLinked = (
  { tables }: Register,
  column: 'customerIds' | 'projectIds',
  id: string,
): readonly AnyActivity[] => [
  ...Array.from(tables.tasks.rowsWhere(column, id), (row): AnyActivity => ({ kind: 'task', row })),
  ...Array.from(tables.meetings.rowsWhere(column, id), (row): AnyActivity => ({ kind: 'meeting', row })),
  ...Array.from(tables.notes.rowsWhere(column, id), (row): AnyActivity => ({ kind: 'note', row })),
  ...Array.from(tables.files.rowsWhere(column, id), (row): AnyActivity => ({ kind: 'file', row })),
]

/** Sorts newest first by the clocks of the authors; ties by id. */
export const newestFirst = (activities: readonly AnyActivity[]): readonly AnyActivity[] =>
  activities.toSorted((a, b) =>
    a.row.at === b.row.at ? (a.row.activityId < b.row.activityId ? -1 : 1) : a.row.at > b.row.at ? -1 : 1,
  )
