import { type ActivityEvent, type Linked, linkedTo } from '@clientele/domain'
import type { FileRow, NoteRow } from '../../tables/rows.js'
import {
  change,
  type HistoryContext,
  type HistorySubject,
  type Line,
  type Lines,
  onlyChanged,
  personal,
  type RecordedChange,
} from '../line.js'
import { employeeName, personBehind } from '../names.js'
import { choice, wholePersonParty } from '../word.js'

const subjectsOf = ({ personIds, customerIds, projectIds }: Linked): readonly HistorySubject[] => [
  ...personIds.map((id) => ({ kind: 'contact', id }) as const),
  ...customerIds.map((id) => ({ kind: 'customer', id }) as const),
  ...projectIds.map((id) => ({ kind: 'project', id }) as const),
]

const partiesOf = ({ register }: HistoryContext, { customerIds, projectIds, personIds }: Linked): readonly string[] => [
  ...personIds.map(wholePersonParty),
  ...customerIds,
  ...projectIds.flatMap((id) => register.tables.projects.get(id)?.customerId ?? []),
]

/**
 * A line of the activity and of all linked records; hidden from viewers who may not see all its customers and persons.
 */
const line = (context: HistoryContext, linked: Linked | undefined, ...changes: readonly RecordedChange[]): Line =>
  linked === undefined ? { changes } : { changes, also: subjectsOf(linked), customerId: partiesOf(context, linked) }

const note = ({ register, id }: HistoryContext): NoteRow | undefined => register.tables.notes.get(id)
const file = ({ register, id }: HistoryContext): FileRow | undefined => register.tables.files.get(id)

/**
 * The persons that the texts of an activity are about: the linked ones, and those of private customers, linked themselves
 * or by their projects.
 */
const whose = ({ register }: HistoryContext, { personIds, customerIds, projectIds }: Linked): readonly string[] => {
  const ofCustomers = customerIds.map((id) => personBehind(register, `customer-${id}`, id))
  const ofProjects = projectIds.map((id) => personBehind(register, `project-${id}`, id))
  return [...new Set([...personIds, ...[...ofCustomers, ...ofProjects].filter((id) => id !== null)])]
}

/** A free text, personal data of the linked persons. */
const about = (context: HistoryContext, data: Parameters<typeof linkedTo>[0], text: string | null | undefined) =>
  personal(text, ...whose(context, linkedTo(data)))

/** The text of a note, shown only to viewers with access to notes. */
const noteText = (
  context: HistoryContext,
  linked: Linked | undefined,
  [old, after]: readonly [old: string | null, after: string | null],
): RecordedChange => {
  const persons = linked === undefined ? [] : whose(context, linked)
  return change('note', personal(old, ...persons), personal(after, ...persons))
}

/** The lines of activity events. Contents of e-mails are left out: they have access rules of their own. */
export const activityLines: Lines<ActivityEvent> = {
  NoteWritten: (data, context) => line(context, linkedTo(data), noteText(context, linkedTo(data), [null, data.text])),
  NoteEdited: ({ text }, context) => {
    const old = note(context)
    return line(context, old, noteText(context, old, [old?.text ?? null, text]))
  },
  NoteDeleted: (_, context) => {
    const old = note(context)
    return line(context, old, ...onlyChanged(noteText(context, old, [old?.text ?? null, null])))
  },
  MeetingRegistered: (data, context) => ({
    ...line(
      context,
      linkedTo(data),
      ...onlyChanged(
        change('meeting', null, about(context, data, data.title)),
        change('owner', null, employeeName(context.register, data.ownerId)),
      ),
    ),
    effectiveDate: data.date ?? null,
  }),
  MeetingOwnerChanged: ({ from, to }, context) =>
    line(
      context,
      context.register.tables.meetings.get(context.id),
      change('owner', employeeName(context.register, from), employeeName(context.register, to)),
    ),
  TaskRegistered: (data, context) =>
    line(
      context,
      linkedTo(data),
      ...onlyChanged(
        change('task', null, about(context, data, data.title)),
        change('status', null, data.status),
        change('dueDate', null, data.dueDate),
        change('owner', null, employeeName(context.register, data.ownerId)),
      ),
    ),
  TaskStatusChanged: ({ from, to }, context) => {
    const task = context.register.tables.tasks.get(context.id)
    return line(context, task, change('status', from ?? task?.status, to))
  },
  TaskOwnerChanged: ({ from, to }, context) =>
    line(
      context,
      context.register.tables.tasks.get(context.id),
      change('owner', employeeName(context.register, from), employeeName(context.register, to)),
    ),
  FileLinked: (data, context) =>
    line(
      context,
      linkedTo(data),
      ...onlyChanged(
        change('file', null, about(context, data, data.name ?? data.fileRef)),
        change('fileRef', null, data.name == null ? null : data.fileRef),
        change('fileSource', null, choice(data.source)),
      ),
    ),
  FileUnlinked: (_, context) => {
    const linked = file(context)
    return line(
      context,
      linked,
      change('file', linked && personal(linked.name ?? linked.fileRef, ...whose(context, linked)), null),
    )
  },
  EmailRegistered: (data, context) => line(context, linkedTo(data), change('email', null, choice(data.direction))),
}
