import type { CalendarDate, FileSource } from '@clientele/domain'
import { paginate } from '../../query/paging/paginate.js'
import { visibleActivities } from '../../query/visibility/activities.js'
import type { Register } from '../../register/register.js'
import type { ActivityRow } from '../../tables/rows.js'
import type { Table } from '../../tables/table.js'
import { type ContactActivity, newestFirst, type Owner, ownerNamed, personSeen, type TabParams } from './contact-tab.js'

/** A meeting with a contact; `date` is the day it is held. */
export type ContactMeeting = ContactActivity & {
  readonly title: string | null
  readonly date: CalendarDate | null
  readonly owner: Owner | null
}

/** Something to do about a contact. */
export type ContactTask = ContactActivity & {
  readonly title: string | null
  readonly status: string
  readonly dueDate: CalendarDate | null
  readonly owner: Owner | null
}

/** A file of a contact, by the reference under which it is kept elsewhere. */
export type ContactFile = ContactActivity & {
  readonly fileRef: string
  readonly name: string | null
  readonly source: FileSource | null
}

/** Several statuses are chosen with OR; none stands for all. */
export type ContactTasksParams = TabParams & { readonly statuses?: readonly string[] | undefined }

type Linked<Row extends ActivityRow> = Table<Row, 'personIds' | 'customerIds' | 'projectIds'>

const onTab = <Row extends ActivityRow>(
  register: Register,
  table: Linked<Row>,
  params: TabParams,
  admits: (row: Row) => boolean = () => true,
): readonly Row[] => {
  if (personSeen(register, params) === null) return []
  const isVisible = visibleActivities(register, params)
  const rows = [...table.rowsWhere('personIds', params.personId)]
  return [...paginate(newestFirst(rows.filter((row) => admits(row) && isVisible(row))), params)]
}

/** The meetings with a contact, newest first. */
export const contactMeetings = (register: Register, params: TabParams): readonly ContactMeeting[] =>
  onTab(register, register.tables.meetings, params).map(({ activityId, title, date, ownerId, at, by }) => ({
    activityId,
    title,
    date,
    owner: ownerNamed(register, ownerId),
    at,
    by,
  }))

/** The tasks about a contact, newest first, of some statuses or of all. */
export const contactTasks = (register: Register, params: ContactTasksParams): readonly ContactTask[] => {
  const { statuses = [] } = params
  const isAsked = ({ status }: { readonly status: string }) => statuses.length === 0 || statuses.includes(status)
  return onTab(register, register.tables.tasks, params, isAsked).map(
    ({ activityId, title, status, dueDate, ownerId, at, by }) => ({
      activityId,
      title,
      status,
      dueDate,
      owner: ownerNamed(register, ownerId),
      at,
      by,
    }),
  )
}

/** The files linked to a contact, newest first. */
export const contactFiles = (register: Register, params: TabParams): readonly ContactFile[] =>
  onTab(register, register.tables.files, params).map(({ activityId, fileRef, name, source, at, by }) => ({
    activityId,
    fileRef,
    name,
    source,
    at,
    by,
  }))
