import { aggregate, type Change, type Evolve, streamByName, streamOf } from '../../kernel/aggregate.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { ActivityEvent } from './events.js'
import type { Links } from './links.js'

/** The kinds of activity. */
export type ActivityKind = 'note' | 'meeting' | 'task' | 'file' | 'email'

/** An activity with contacts; `gone` once a note was deleted or a file unlinked. */
export type Activity = {
  readonly kind: ActivityKind | null
  readonly links: Links | null
  /** Persons named besides the links. */
  readonly personIds: readonly string[]
  readonly text: string | null
  readonly ownerId: string | null
  readonly status: string | null
  /** The day of a meeting. */
  readonly date: CalendarDate | null
  readonly gone: boolean
}

const initial: Activity = {
  kind: null,
  links: null,
  personIds: [],
  text: null,
  ownerId: null,
  status: null,
  date: null,
  gone: false,
}

/** The status of a new task. */
export const firstStatus = 'open'

const became =
  (facts: Partial<Activity>): Change<Activity> =>
  (activity) =>
    void Object.assign(activity, facts)

const finished: readonly string[] = ['done', 'closed', 'cancelled']

/** Whether a task is still open; statuses are words of the host, except those that end a task. */
export const isOpenTask = ({ kind, gone, status }: Activity): boolean =>
  kind === 'task' && !gone && !finished.includes((status ?? firstStatus).toLowerCase())

/** Whether a meeting is not known to be over before a day. */
export const isComingMeeting = ({ kind, date }: Activity, day: CalendarDate): boolean =>
  kind === 'meeting' && (date === null || date >= day)

type About = { readonly links?: Links | undefined; readonly personIds?: readonly string[] | undefined }

const register = (kind: ActivityKind, { links, personIds }: About, facts: Partial<Activity> = {}): Change<Activity> =>
  became({ kind, links: links ?? null, personIds: personIds ?? [], ...facts })

const evolve: Evolve<ActivityEvent, Activity> = {
  NoteWritten: (data) => register('note', data, { text: data.text }),
  NoteEdited: ({ text }) => became({ text }),
  NoteDeleted: () => became({ gone: true }),
  MeetingRegistered: (data) => register('meeting', data, { ownerId: data.ownerId ?? null, date: data.date ?? null }),
  MeetingOwnerChanged: ({ to }) => became({ ownerId: to }),
  TaskRegistered: (data) =>
    register('task', data, { status: data.status ?? firstStatus, ownerId: data.ownerId ?? null }),
  TaskStatusChanged: ({ to }) => became({ status: to }),
  TaskOwnerChanged: ({ to }) => became({ ownerId: to }),
  FileLinked: (data) => register('file', data),
  FileUnlinked: () => became({ gone: true }),
  EmailRegistered: (data) => register('email', data),
}

export const activityAggregate = aggregate<ActivityEvent, Activity>('activity', initial, evolve)

export const activityStream = streamOf(activityAggregate)

/** Returns the activity stream with a name. */
export const activityOfStream = streamByName(activityStream)
