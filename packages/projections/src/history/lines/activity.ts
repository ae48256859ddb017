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

const subjectsOf = ({ personIds, customerIds, projectIds }: Linked): readonly HistorySubject[] => [
  ...personIds.map((id) => ({ kind: 'contact', id }) as const),
  ...customerIds.map((id) => ({ kind: 'customer', id }) as const),
  ...projectIds.map((id) => ({ kind: 'project', id }) as const),
]

const customersOf = ({ register }: Happening, { customerIds, projectIds }: Linked): readonly string[] => [
  ...customerIds,
  ...projectIds.flatMap((id) => register.tables.projects.get(id)?.customerId ?? []),
]

/** A line on the activity and on everything it is linked to; who may not see all its customers does not see it. */
const line = (happening: Happening, linked: Linked | undefined, ...changes: readonly KeptChange[]): Line =>
  linked === undefined ? { changes } : { changes, also: subjectsOf(linked), customerId: customersOf(happening, linked) }

const note = ({ register, id }: Happening): NoteRow | undefined => register.tables.notes.get(id)
const file = ({ register, id }: Happening): FileRow | undefined => register.tables.files.get(id)

/** A text that was written about the persons something is linked to. */
const about = (data: Parameters<typeof linkedTo>[0], text: string | null | undefined) =>
  personal(text, ...linkedTo(data).personIds)

/** What activities say to a reader: never the text of a note nor the subject of an e-mail, which not everybody may see. */
export const activityLines: Lines<ActivityEvent> = {
  NoteWritten: (data, happening) => line(happening, linkedTo(data)),
  NoteEdited: (_, happening) => line(happening, note(happening)),
  NoteDeleted: (_, happening) => line(happening, note(happening)),
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
    line(happening, linkedTo(data), change('file', null, about(data, data.name ?? data.fileRef))),
  FileUnlinked: (_, happening) => {
    const linked = file(happening)
    return line(
      happening,
      linked,
      change('file', linked && personal(linked.name ?? linked.fileRef, ...linked.personIds), null),
    )
  },
  EmailRegistered: (data, happening) => line(happening, linkedTo(data), change('email', null, data.direction)),
}
