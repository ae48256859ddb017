import { type ActivityEvent, type Linked, linkedTo } from '@clientele/domain'
import type { FileRow, NoteRow } from '../../register/rows.js'
import {
  change,
  changed,
  type Happening,
  type HistorySubject,
  type KeptChange,
  type Line,
  type Lines,
  personal,
} from '../line.js'
import { employeeName } from '../names.js'
import { choice, personParty } from '../word.js'

const subjectsOf = ({ personIds, customerIds, projectIds }: Linked): readonly HistorySubject[] => [
  ...personIds.map((id) => ({ kind: 'contact', id }) as const),
  ...customerIds.map((id) => ({ kind: 'customer', id }) as const),
  ...projectIds.map((id) => ({ kind: 'project', id }) as const),
]

const partiesOf = ({ register }: Happening, { customerIds, projectIds, personIds }: Linked): readonly string[] => [
  ...personIds.map(personParty),
  ...customerIds,
  ...projectIds.flatMap((id) => register.tables.projects.get(id)?.customerId ?? []),
]

/** A line on the activity and on everything it is linked to; who may not see all its customers and persons does not see it. */
const line = (happening: Happening, linked: Linked | undefined, ...changes: readonly KeptChange[]): Line =>
  linked === undefined ? { changes } : { changes, also: subjectsOf(linked), customerId: partiesOf(happening, linked) }

const note = ({ register, id }: Happening): NoteRow | undefined => register.tables.notes.get(id)
const file = ({ register, id }: Happening): FileRow | undefined => register.tables.files.get(id)

/** A text that was written about the persons something is linked to. */
const about = (data: Parameters<typeof linkedTo>[0], text: string | null | undefined) =>
  personal(text, ...linkedTo(data).personIds)

/** The text of a note, which only who may read notes is shown. */
const noteText = (linked: Linked | undefined, old: string | null, after: string | null): KeptChange => {
  const whose = linked?.personIds ?? []
  return change('note', personal(old, ...whose), personal(after, ...whose))
}

/** What activities say to a reader; what an e-mail says is read where the rules for reading e-mails are (S36). */
export const activityLines: Lines<ActivityEvent> = {
  NoteWritten: (data, happening) => line(happening, linkedTo(data), noteText(linkedTo(data), null, data.text)),
  NoteEdited: ({ text }, happening) => {
    const old = note(happening)
    return line(happening, old, noteText(old, old?.text ?? null, text))
  },
  NoteDeleted: (_, happening) => {
    const old = note(happening)
    return line(happening, old, ...changed(noteText(old, old?.text ?? null, null)))
  },
  MeetingRegistered: (data, happening) => ({
    ...line(
      happening,
      linkedTo(data),
      ...changed(
        change('meeting', null, about(data, data.title)),
        change('owner', null, employeeName(happening.register, data.ownerId)),
      ),
    ),
    effectiveDate: data.date ?? null,
  }),
  MeetingOwnerChanged: ({ from, to }, happening) =>
    line(
      happening,
      happening.register.tables.meetings.get(happening.id),
      change('owner', employeeName(happening.register, from), employeeName(happening.register, to)),
    ),
  TaskRegistered: (data, happening) =>
    line(
      happening,
      linkedTo(data),
      ...changed(
        change('task', null, about(data, data.title)),
        change('status', null, data.status),
        change('dueDate', null, data.dueDate),
        change('owner', null, employeeName(happening.register, data.ownerId)),
      ),
    ),
  TaskStatusChanged: ({ from, to }, happening) => {
    const task = happening.register.tables.tasks.get(happening.id)
    return line(happening, task, change('status', from ?? task?.status, to))
  },
  TaskOwnerChanged: ({ from, to }, happening) =>
    line(
      happening,
      happening.register.tables.tasks.get(happening.id),
      change('owner', employeeName(happening.register, from), employeeName(happening.register, to)),
    ),
  FileLinked: (data, happening) =>
    line(
      happening,
      linkedTo(data),
      ...changed(
        change('file', null, about(data, data.name ?? data.fileRef)),
        change('fileRef', null, data.name == null ? null : data.fileRef),
        change('fileSource', null, choice(data.source)),
      ),
    ),
  FileUnlinked: (_, happening) => {
    const linked = file(happening)
    return line(
      happening,
      linked,
      change('file', linked && personal(linked.name ?? linked.fileRef, ...linked.personIds), null),
    )
  },
  EmailRegistered: (data, happening) => line(happening, linkedTo(data), change('email', null, choice(data.direction))),
}
