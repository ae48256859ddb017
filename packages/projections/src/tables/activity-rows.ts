import type { CalendarDate, Direction, FileSource, Instant, Linked } from '@clientele/domain'

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
