import { type Instant, idOfStream, type Linked } from '@clientele/domain'
import { personsLinkedTo, type ReadableRegister } from '@clientele/projections'

/** An activity of a person, without the other participants. */
export type PersonActivity = {
  readonly kind: 'note' | 'meeting' | 'task' | 'file' | 'email'
  readonly activityId: string
  readonly at: Instant
  /** Whether others participate: then its texts may be about them, and are left out. */
  readonly withOthers: boolean
  /** Its texts, and its day and status, by field. */
  readonly texts: { readonly [field: string]: string }
}

/** The ids of streams. */
export const idsOfStreams = (streams: readonly string[]): readonly string[] => streams.map(idOfStream)

type Row = Linked & { readonly activityId: string; readonly at: Instant }

/** The records of a person: those merged into one, and its private customers, also deleted ones. */
export type OwnRecords = { readonly personIds: readonly string[]; readonly customerIds: readonly string[] }

const facts = ['date', 'dueDate', 'status', 'direction', 'fileRef'] as const
const texts = ['text', 'title', 'name', 'from', 'subject'] as const

const fieldsIn = (row: Row, fields: readonly string[]): PersonActivity['texts'] =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value: unknown = Reflect.get(row, field)
      return typeof value === 'string' && value !== '' ? [[field, value]] : []
    }),
  )

const places = ({ tables }: ReadableRegister, { personIds, customerIds }: OwnRecords) => [
  ...personIds.map((id) => ['personIds', id] as const),
  ...customerIds.map((id) => ['customerIds', id] as const),
  ...customerIds.flatMap((id) =>
    [...tables.projects.keysWhere('customerId', id)].map((one) => ['projectIds', one] as const),
  ),
]

/** The activities of a person's records, of its private customers and of their projects. */
export const personActivities = (register: ReadableRegister, own: OwnRecords): readonly PersonActivity[] => {
  const { notes, meetings, tasks, files, emails } = register.tables
  const found = new Map<string, PersonActivity>()
  const add = (kind: PersonActivity['kind'], rows: Iterable<Row>): void => {
    for (const row of rows) {
      const { activityId, at } = row
      const withOthers = personsLinkedTo(register.tables, row).some((id) => !own.personIds.includes(id))
      const fields = withOthers ? facts : [...texts, ...facts]
      found.set(activityId, { kind, activityId, at, withOthers, texts: fieldsIn(row, fields) })
    }
  }
  for (const [column, id] of places(register, own)) {
    add('note', notes.rowsWhere(column, id))
    add('meeting', meetings.rowsWhere(column, id))
    add('task', tasks.rowsWhere(column, id))
    add('file', files.rowsWhere(column, id))
    add('email', emails.rowsWhere(column, id))
  }
  return [...found.values()]
}
