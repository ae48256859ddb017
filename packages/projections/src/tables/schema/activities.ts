import type { CalendarDate, Direction, FileSource, Instant, Linked } from '@clientele/domain'
import { defineTable } from '../define-table.js'

/**
 * An activity of persons, customers or projects: `at` is by the clock of the actor, `by` is the author. Merged records
 * are replaced by their survivors; `saidPersonIds` are the original persons, `null` if the same.
 */
export type ActivityRow = Linked & {
  readonly activityId: string
  readonly saidPersonIds: readonly string[] | null
  readonly at: Instant
  readonly by: string
}

/** The indexed columns of an activity. */
export type LinkColumn = 'personIds' | 'customerIds' | 'projectIds'

const idOf = ({ activityId }: ActivityRow): string => activityId

const links: readonly LinkColumn[] = ['personIds', 'customerIds', 'projectIds']

export type NoteRow = ActivityRow & { readonly text: string; readonly editedAt: Instant | null }

export type MeetingRow = ActivityRow & {
  readonly title: string | null
  readonly date: CalendarDate | null
  readonly ownerId: string | null
}

export type TaskRow = ActivityRow & {
  readonly title: string | null
  readonly status: string
  readonly dueDate: CalendarDate | null
  readonly ownerId: string | null
}

export type FileRow = ActivityRow & {
  readonly fileRef: string
  readonly source: FileSource | null
  readonly name: string | null
}

export type EmailRow = ActivityRow & {
  readonly direction: Direction
  readonly mailboxId: string
  readonly from: string | null
  readonly to: readonly string[]
  readonly subject: string | null
}

export const activityTables = {
  notes: defineTable<NoteRow, LinkColumn>(idOf, { indexes: links }),
  meetings: defineTable<MeetingRow, LinkColumn | 'ownerId'>(idOf, { indexes: [...links, 'ownerId'] }),
  tasks: defineTable<TaskRow, LinkColumn | 'ownerId'>(idOf, { indexes: [...links, 'ownerId'] }),
  files: defineTable<FileRow, LinkColumn>(idOf, { indexes: links }),
  emails: defineTable<EmailRow, LinkColumn>(idOf, { indexes: links }),
}
