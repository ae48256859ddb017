import { aggregate, type Change, type Evolve, streamOf } from '../kernel/aggregate.js'
import type { ActivityEvent } from './events.js'
import type { Links } from './links.js'

/** What an activity can be. */
export type ActivityKind = 'note' | 'meeting' | 'task' | 'file' | 'email'

/** Something done with contacts, as decisions remember it; `gone` once a note was deleted or a file unlinked. */
export type Activity = {
  readonly kind: ActivityKind | null
  readonly links: Links | null
  readonly text: string | null
  readonly ownerId: string | null
  readonly status: string | null
  readonly gone: boolean
}

const initial: Activity = { kind: null, links: null, text: null, ownerId: null, status: null, gone: false }

/** The status of a task of which nothing was said. */
export const firstStatus = 'open'

const became =
  (facts: Partial<Activity>): Change<Activity> =>
  (activity) =>
    void Object.assign(activity, facts)

const evolve: Evolve<ActivityEvent, Activity> = {
  NoteWritten: ({ links, text }) => became({ kind: 'note', links, text }),
  NoteEdited: ({ text }) => became({ text }),
  NoteDeleted: () => became({ gone: true }),
  MeetingRegistered: ({ ownerId = null }) => became({ kind: 'meeting', ownerId }),
  MeetingOwnerChanged: ({ to }) => became({ ownerId: to }),
  TaskRegistered: ({ status = firstStatus, ownerId = null }) => became({ kind: 'task', status, ownerId }),
  TaskStatusChanged: ({ to }) => became({ status: to }),
  FileLinked: () => became({ kind: 'file' }),
  FileUnlinked: () => became({ gone: true }),
  EmailRegistered: () => became({ kind: 'email' }),
}

export const activityAggregate = aggregate<ActivityEvent, Activity>('activity', initial, evolve)

export const activityStream = streamOf(activityAggregate)
