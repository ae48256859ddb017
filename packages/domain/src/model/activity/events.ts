// Stored forever: a released name or field is never changed, only superseded.
import { ActivityId, EmployeeId, MailboxId, PersonId } from '../../ids.js'
import { listOf, nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { Direction, FileSource, Links } from './links.js'

const linkFields = { activityId: optional(ActivityId), personIds: optional(listOf(PersonId)), links: optional(Links) }

const personsText = personal(nullable(text), 'personIds')
const noteText = personal(text, 'links')

/** A note on persons, customers or projects. */
export const NoteWritten = event('NoteWritten', { activityId: optional(ActivityId), links: Links, text: noteText })

export const NoteEdited = event('NoteEdited', {
  activityId: optional(ActivityId),
  links: optional(Links),
  text: noteText,
})

export const NoteDeleted = event('NoteDeleted', { activityId: optional(ActivityId) })

/** A meeting has one owner; `date` is the day it takes place. */
export const MeetingRegistered = event('MeetingRegistered', {
  ...linkFields,
  ownerId: optional(nullable(EmployeeId)),
  title: optional(personsText),
  date: optional(nullable(CalendarDate)),
})

export const MeetingOwnerChanged = event('MeetingOwnerChanged', {
  activityId: optional(ActivityId),
  from: optional(nullable(EmployeeId)),
  to: EmployeeId,
})

/** A task; statuses are words of the host. */
export const TaskRegistered = event('TaskRegistered', {
  ...linkFields,
  title: optional(personsText),
  status: optional(text),
  dueDate: optional(nullable(CalendarDate)),
  ownerId: optional(nullable(EmployeeId)),
})

export const TaskStatusChanged = event('TaskStatusChanged', {
  activityId: optional(ActivityId),
  from: optional(text),
  to: text,
})

/** The task got another owner: the successor of an employee who left. */
export const TaskOwnerChanged = event('TaskOwnerChanged', {
  activityId: optional(ActivityId),
  from: optional(nullable(EmployeeId)),
  to: EmployeeId,
})

/** A reference to a file that is stored elsewhere. */
export const FileLinked = event('FileLinked', {
  ...linkFields,
  fileRef: text,
  source: optional(FileSource),
  name: optional(personsText),
})

export const FileUnlinked = event('FileUnlinked', { activityId: optional(ActivityId) })

/** An e-mail from or to persons; `employeeId` is the owner of the mailbox. */
export const EmailRegistered = event('EmailRegistered', {
  activityId: optional(ActivityId),
  personIds: listOf(PersonId),
  direction: Direction,
  mailboxId: personal(MailboxId, 'employeeId'),
  employeeId: optional(EmployeeId),
  from: optional(personsText),
  to: optional(personal(listOf(text), 'personIds')),
  subject: optional(personsText),
})

export const activityEvents = {
  NoteWritten,
  NoteEdited,
  NoteDeleted,
  MeetingRegistered,
  MeetingOwnerChanged,
  TaskRegistered,
  TaskStatusChanged,
  TaskOwnerChanged,
  FileLinked,
  FileUnlinked,
  EmailRegistered,
}

export type ActivityEvent = MessageOf<typeof activityEvents>
