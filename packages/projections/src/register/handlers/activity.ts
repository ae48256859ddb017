import { type ActivityEvent, firstStatus, linkedTo } from '@clientele/domain'
import { putEmail, putFile, putMeeting, putNote, putTask } from '../forgetting.js'
import type { ActivityRow } from '../rows.js'
import { type Handlers, type Origin, timeOf } from './handler.js'

const rowOf = (data: Parameters<typeof linkedTo>[0], origin: Origin): ActivityRow => ({
  activityId: origin.id,
  ...linkedTo(data),
  saidPersonIds: null,
  at: timeOf(origin),
  by: origin.event.metadata.by,
})

/** What the events of an activity's stream do to the tables. */
export const activities: Handlers<ActivityEvent> = {
  NoteWritten: (data, { tables }, origin) =>
    putNote(tables, tables.notes, { ...rowOf(data, origin), text: data.text, editedAt: null }),
  NoteEdited: ({ text }, { tables }, origin) => {
    const note = tables.notes.get(origin.id)
    if (note !== undefined) putNote(tables, tables.notes, { ...note, text, editedAt: timeOf(origin) })
  },
  NoteDeleted: (_, { tables }, { id }) => tables.notes.remove(id),
  MeetingRegistered: (data, { tables }, origin) =>
    putMeeting(tables, tables.meetings, {
      ...rowOf(data, origin),
      title: data.title ?? null,
      date: data.date ?? null,
      ownerId: data.ownerId ?? null,
    }),
  MeetingOwnerChanged: ({ to }, { tables }, { id }) => tables.meetings.patch(id, { ownerId: to }),
  TaskRegistered: (data, { tables }, origin) =>
    putTask(tables, tables.tasks, {
      ...rowOf(data, origin),
      title: data.title ?? null,
      status: data.status ?? firstStatus,
      dueDate: data.dueDate ?? null,
      ownerId: data.ownerId ?? null,
    }),
  TaskOwnerChanged: ({ to }, { tables }, { id }) => tables.tasks.patch(id, { ownerId: to }),
  TaskStatusChanged: ({ to }, { tables }, { id }) => tables.tasks.patch(id, { status: to }),
  FileLinked: (data, { tables }, origin) =>
    putFile(tables, tables.files, {
      ...rowOf(data, origin),
      fileRef: data.fileRef,
      source: data.source ?? null,
      name: data.name ?? null,
    }),
  FileUnlinked: (_, { tables }, { id }) => tables.files.remove(id),
  EmailRegistered: (data, { tables }, origin) =>
    putEmail(tables, tables.emails, {
      ...rowOf(data, origin),
      direction: data.direction,
      mailboxId: data.mailboxId,
      from: data.from ?? null,
      to: data.to ?? [],
      subject: data.subject ?? null,
    }),
}
