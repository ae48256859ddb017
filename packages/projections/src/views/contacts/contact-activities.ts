import type { CalendarDate, FileSource } from '@clientele/domain'
import { paginate } from '../../query/paging/paginate.js'
import { visibleActivities } from '../../query/visibility/activities.js'
import type { Register } from '../../register/register.js'
import type { ActivityRow } from '../../tables/rows.js'
import type { Table } from '../../tables/table.js'
import {
  type ContactActivity,
  newestFirst,
  type Owner,
  ownerWithName,
  type TabParams,
  visiblePerson,
} from './contact-tab.js'

/** A meeting with a contact; `date` is the day it is held. */
export type ContactMeeting = ContactActivity & {
  readonly title: string | null
  readonly date: CalendarDate | null
  readonly owner: Owner | null
}

/** A task about a contact. */
export type ContactTask = ContactActivity & {
  readonly title: string | null
  readonly status: string
  readonly dueDate: CalendarDate | null
  readonly owner: Owner | null
}

/** A file linked to a contact; `fileRef` refers to the file in another system. */
export type ContactFile = ContactActivity & {
  readonly fileRef: string
  readonly name: string | null
  readonly source: FileSource | null
}

/** A task must have any of the statuses; an empty or omitted list does not limit. */
export type ContactTasksParams = TabParams & { readonly statuses?: readonly string[] | undefined }

type Linked<Row extends ActivityRow> = Table<Row, 'personIds' | 'customerIds' | 'projectIds'>

const tabRows = <Row extends ActivityRow>(
  register: Register,
  table: Linked<Row>,
  params: TabParams,
  admits: (row: Row) => boolean = () => true,
): readonly Row[] => {
  if (visiblePerson(register, params) === null) return []
  const isVisible = visibleActivities(register, params)
  const rows = [...table.rowsWhere('personIds', params.personId)]
  return [...paginate(newestFirst(rows.filter((row) => admits(row) && isVisible(row))), params)]
}

/** The meetings with a contact, newest first. */
export const contactMeetings = (register: Register, params: TabParams): readonly ContactMeeting[] =>
  tabRows(register, register.tables.meetings, params).map(({ activityId, title, date, ownerId, at, by }) => ({
    activityId,
    title,
    date,
    owner: ownerWithName(register, ownerId),
    at,
    by,
  }))

/** The tasks about a contact, newest first, with any of the given statuses, or all. */
export const contactTasks = (register: Register, params: ContactTasksParams): readonly ContactTask[] => {
  const { statuses = [] } = params
  const hasStatus = ({ status }: { readonly status: string }) => statuses.length === 0 || statuses.includes(status)
  return tabRows(register, register.tables.tasks, params, hasStatus).map(
    ({ activityId, title, status, dueDate, ownerId, at, by }) => ({
      activityId,
      title,
      status,
      dueDate,
      owner: ownerWithName(register, ownerId),
      at,
      by,
    }),
  )
}

/** The files linked to a contact, newest first. */
export const contactFiles = (register: Register, params: TabParams): readonly ContactFile[] =>
  tabRows(register, register.tables.files, params).map(({ activityId, fileRef, name, source, at, by }) => ({
    activityId,
    fileRef,
    name,
    source,
    at,
    by,
  }))
