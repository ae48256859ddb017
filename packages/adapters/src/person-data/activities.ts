import { idOfStream } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'

/** An activity of a person, without the other participants. */
export type PersonActivity = {
  readonly kind: 'note' | 'meeting' | 'task' | 'file' | 'email'
  readonly activityId: string
  /** Whether others participate: then its texts may be about them, and are left out. */
  readonly withOthers: boolean
  /** Its texts, by field. */
  readonly texts: { readonly [field: string]: string }
}

/** The ids of streams. */
export const idsOfStreams = (streams: readonly string[]): readonly string[] => streams.map(idOfStream)

type Row = { readonly activityId: string; readonly personIds: readonly string[] }

const textFields = ['text', 'title', 'name', 'from', 'subject'] as const

const textsIn = (row: Row): PersonActivity['texts'] =>
  Object.fromEntries(
    textFields.flatMap((field) => {
      const text: unknown = Reflect.get(row, field)
      return typeof text === 'string' ? [[field, text]] : []
    }),
  )

/** The activities of a person's records. */
export const personActivities = (
  { tables }: ReadableRegister,
  personIds: readonly string[],
): readonly PersonActivity[] => {
  const { notes, meetings, tasks, files, emails } = tables
  const activity =
    (kind: PersonActivity['kind']) =>
    (row: Row): PersonActivity => {
      const withOthers = row.personIds.some((id) => !personIds.includes(id))
      return { kind, activityId: row.activityId, withOthers, texts: withOthers ? {} : textsIn(row) }
    }
  return [...new Set(personIds)].flatMap((id) => [
    ...Array.from(notes.rowsWhere('personIds', id), activity('note')),
    ...Array.from(meetings.rowsWhere('personIds', id), activity('meeting')),
    ...Array.from(tasks.rowsWhere('personIds', id), activity('task')),
    ...Array.from(files.rowsWhere('personIds', id), activity('file')),
    ...Array.from(emails.rowsWhere('personIds', id), activity('email')),
  ])
}
