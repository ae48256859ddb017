import { type ActivityEvent, firstStatus, linkedTo } from '@clientele/domain'
import type { ActivityRow } from '../../tables/rows.js'
import { putEmail, putFile, putMeeting, putNote, putTask } from '../erasure.js'
import { type EventSource, type Handlers, timeOf } from './handler.js'

const rowOf = (data: Parameters<typeof linkedTo>[0], source: EventSource): ActivityRow => ({
  activityId: source.id,
  ...linkedTo(data),
  saidPersonIds: null,
  at: timeOf(source),
  by: source.event.metadata.by,
})

/** The handlers of activity events. */
export const activities: Handlers<ActivityEvent> = {
  NoteWritten: (data, { tables }, source) =>
    putNote(tables, tables.notes, { ...rowOf(data, source), text: data.text, editedAt: null }),
  NoteEdited: ({ text }, { tables }, source) => {
    const note = tables.notes.get(source.id)
    if (note !== undefined) putNote(tables, tables.notes, { ...note, text, editedAt: timeOf(source) })
  },
  NoteDeleted: (_, { tables }, { id }) => tables.notes.remove(id),
  MeetingRegistered: (data, { tables }, source) =>
    putMeeting(tables, tables.meetings, {
      ...rowOf(data, source),
      title: data.title ?? null,
      date: data.date ?? null,
      ownerId: data.ownerId ?? null,
    }),
  MeetingOwnerChanged: ({ to }, { tables }, { id }) => tables.meetings.patch(id, { ownerId: to }),
  TaskRegistered: (data, { tables }, source) =>
    putTask(tables, tables.tasks, {
      ...rowOf(data, source),
      title: data.title ?? null,
      status: data.status ?? firstStatus,
      dueDate: data.dueDate ?? null,
      ownerId: data.ownerId ?? null,
    }),
  TaskOwnerChanged: ({ to }, { tables }, { id }) => tables.tasks.patch(id, { ownerId: to }),
  TaskStatusChanged: ({ to }, { tables }, { id }) => tables.tasks.patch(id, { status: to }),
  FileLinked: (data, { tables }, source) =>
    putFile(tables, tables.files, {
      ...rowOf(data, source),
      fileRef: data.fileRef,
      source: data.source ?? null,
      name: data.name ?? null,
    }),
  FileUnlinked: (_, { tables }, { id }) => tables.files.remove(id),
  EmailRegistered: (data, { tables }, source) =>
    putEmail(tables, tables.emails, {
      ...rowOf(data, source),
      direction: data.direction,
      mailboxId: data.mailboxId,
      from: data.from ?? null,
      to: data.to ?? [],
      subject: data.subject ?? null,
    }),
}
