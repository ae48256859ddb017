import { ActivityId, EmployeeId, MailboxId, PersonId } from '../../ids.js'
import { eitherOf, listOf, nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { Direction, FileSource, Links } from './links.js'

/** `activityId` defaults to a new id; persons may be given as a separate list or among the links. */
const linkFields = { activityId: optional(ActivityId), personIds: optional(listOf(PersonId)), links: optional(Links) }

const one = { activityId: ActivityId }
const personsText = personal(nullable(text), 'personIds')
const noteText = personal(text, 'links')

export const WriteNote = command(
  'WriteNote',
  { activityId: optional(ActivityId), links: Links, text: noteText },
  'Writes a note about customers, contacts or projects.',
)
export const EditNote = command('EditNote', { ...one, text: noteText }, 'Changes the text of a note.')
export const DeleteNote = command('DeleteNote', one, 'Deletes a note.')

/** `ownerId` defaults to the actor. */
export const RegisterMeeting = command(
  'RegisterMeeting',
  {
    ...linkFields,
    ownerId: optional(EmployeeId),
    title: optional(personsText),
    date: optional(nullable(CalendarDate)),
  },
  'Registers a meeting with contacts.',
)

/** Changes the owner of the selected meetings. */
export const ChangeMeetingOwner = command(
  'ChangeMeetingOwner',
  {
    activityIds: listOf(ActivityId),
    toEmployeeId: EmployeeId,
  },
  'Makes another employee the owner of many meetings; each on its own.',
)

export const ChangeOwnerOfMeeting = command(
  'ChangeOwnerOfMeeting',
  { ...one, toEmployeeId: EmployeeId },
  'Makes another employee the owner of a meeting.',
)

/** `status` defaults to `open`, `ownerId` to the actor. */
export const RegisterTask = command(
  'RegisterTask',
  {
    ...linkFields,
    title: optional(personsText),
    status: optional(text),
    dueDate: optional(nullable(CalendarDate)),
    ownerId: optional(nullable(EmployeeId)),
  },
  'Registers a task.',
)

export const ChangeTaskStatus = command('ChangeTaskStatus', { ...one, status: text }, 'Changes the status of a task.')

export const LinkFile = command(
  'LinkFile',
  {
    ...linkFields,
    fileRef: text,
    source: optional(FileSource),
    name: optional(personsText),
  },
  'Links a file to customers, contacts or projects.',
)

export const UnlinkFile = command('UnlinkFile', one, 'Removes the link to a file.')

/** `from` is the sender of a received e-mail, `to` the receivers of a sent one. */
export const RegisterEmail = command(
  'RegisterEmail',
  {
    activityId: optional(ActivityId),
    mailboxId: personal(MailboxId, 'employeeId'),
    direction: Direction,
    from: optional(personsText),
    to: optional(personal(nullable(eitherOf('addresses', text, listOf(text))), 'personIds')),
    subject: optional(personsText),
  },
  'Registers an e-mail of a linked mailbox, at the contacts whose addresses it has.',
)

export const activityCommands = {
  WriteNote,
  EditNote,
  DeleteNote,
  RegisterMeeting,
  ChangeMeetingOwner,
  ChangeOwnerOfMeeting,
  RegisterTask,
  ChangeTaskStatus,
  LinkFile,
  UnlinkFile,
  RegisterEmail,
}
