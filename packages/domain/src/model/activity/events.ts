// Stored forever: a released name or field is never changed, only superseded.
import { ActivityId, EmployeeId, MailboxId, PersonId } from '../../ids.js'
import { listOf, nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { Direction, FileSource, Links } from './links.js'

const about = { activityId: optional(ActivityId), personIds: optional(listOf(PersonId)), links: optional(Links) }

const theirs = personal(nullable(text), 'personIds')
const noted = personal(text, 'links')

/** A note on persons, customers or projects. */
export const NoteWritten = event('NoteWritten', { activityId: optional(ActivityId), links: Links, text: noted })

export const NoteEdited = event('NoteEdited', { activityId: optional(ActivityId), links: optional(Links), text: noted })

export const NoteDeleted = event('NoteDeleted', { activityId: optional(ActivityId) })

/** A meeting has one owner; `date` is the day it takes place. */
export const MeetingRegistered = event('MeetingRegistered', {
  ...about,
  ownerId: optional(nullable(EmployeeId)),
  title: optional(theirs),
  date: optional(nullable(CalendarDate)),
})

export const MeetingOwnerChanged = event('MeetingOwnerChanged', {
  activityId: optional(ActivityId),
  from: optional(nullable(EmployeeId)),
  to: EmployeeId,
})

/** A task; statuses are words of the host. */
export const TaskRegistered = event('TaskRegistered', {
  ...about,
  title: optional(theirs),
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
  ...about,
  fileRef: text,
  source: optional(FileSource),
  name: optional(theirs),
})

export const FileUnlinked = event('FileUnlinked', { activityId: optional(ActivityId) })

/** An e-mail from or to persons; `employeeId` is the owner of the mailbox. */
export const EmailRegistered = event('EmailRegistered', {
  activityId: optional(ActivityId),
  personIds: listOf(PersonId),
  direction: Direction,
  mailboxId: personal(MailboxId, 'employeeId'),
  employeeId: optional(EmployeeId),
  from: optional(theirs),
  to: optional(personal(listOf(text), 'personIds')),
  subject: optional(theirs),
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
