import { erasedFields, type Statement } from '@clientele/domain'
import type {
  ActivityRow,
  CustomerRow,
  EmailRow,
  FileRow,
  LinkColumn,
  MeetingRow,
  NoteRow,
  PersonRow,
  TaskRow,
} from '../tables/rows.js'
import type { Table } from '../tables/table.js'
import type { Tables } from '../tables/tables.js'
import { personsLinkedTo } from './private-customers.js'
import { linkedToSurvivors, personMergeChain, survivingCustomer, survivingPerson } from './survivors.js'

/** The placeholder of an erased name; views translate it. */
export const erasedName = '[erased]'

type Scope = NonNullable<PersonRow['erased']>

const contactPoints: readonly string[] = ['email', 'phone', 'website']

const isIdentity = (field: string): boolean => !contactPoints.includes(field)

/** Removes the free text and evidence of statements. */
const withoutFreeText = (statements: readonly Statement[]): readonly Statement[] =>
  statements.map((statement) => ({ ...statement, source: null, reason: null, evidence: null }))

/** Returns a person without the erased fields. */
export const erasedPerson = (person: PersonRow, scope: Scope): PersonRow => {
  const erased = Object.fromEntries(erasedFields(scope).map((field) => [field, null]))
  const statements = withoutFreeText(person.statements)
  const redactedPerson: PersonRow = {
    ...person,
    ...erased,
    address: null,
    erased: scope,
    companyIds: [],
    linkedIds: [],
    joined: {},
    categories: [],
    statements,
  }
  return scope === 'full' ? { ...redactedPerson, lastName: erasedName } : redactedPerson
}

/**
 * Returns a private customer without the erased fields of its person. Name and address remain while invoices need them,
 * unless the scope is `full`.
 */
export const erasedCustomer = (customer: CustomerRow, scope: Scope): CustomerRow => {
  const statements = withoutFreeText(customer.statements)
  if (scope === 'full') return { ...customer, name: erasedName, details: {}, statements }
  const identity = Object.entries(customer.details).filter(([field]) => isIdentity(field))
  return { ...customer, details: Object.fromEntries(identity), statements }
}

/** The scope of the erasure of a person, also of one who is not registered yet; `null` if nothing was erased. */
export const erasedScope = (
  { persons, earlyErasures }: Pick<Tables, 'persons' | 'earlyErasures'>,
  personId: string,
): Scope | null => (persons.get(personId) ?? { erased: earlyErasures.get(personId)?.scope ?? null }).erased

/** The erasure scope of the person of a private customer; `null` for a company, or if nothing was erased. */
const erasedScopeOf = (tables: Tables, { personId }: CustomerRow): Scope | null =>
  personId === null ? null : erasedScope(tables, personId)

/** Replaces columns of a customer; erased fields stay erased. */
export const patchCustomer = (tables: Tables, customer: CustomerRow, columns: Partial<CustomerRow>): void => {
  const scope = erasedScopeOf(tables, customer)
  const allowed = scope === null ? columns : erasedCustomer({ ...customer, ...columns }, scope)
  tables.customers.patch(customer.customerId, allowed)
}

/**
 * Whether an activity is about an erased person: one that it is linked to, or the person of a private customer, linked
 * itself or by its project.
 */
const isOfErased = (tables: Tables, { personIds, saidPersonIds, customerIds, projectIds }: ActivityRow): boolean => {
  const said = (saidPersonIds ?? personIds).flatMap((personId) => personMergeChain(tables, personId))
  const persons = personsLinkedTo(tables, { personIds: said, customerIds, projectIds })
  return persons.some((personId) => erasedScope(tables, personId) !== null)
}

const putRedacted =
  <Row extends ActivityRow>(forget: (row: Row) => Row) =>
  (tables: Tables, table: { put(row: Row): void }, row: Row): void => {
    const now = linkedToSurvivors(tables, row)
    table.put(isOfErased(tables, now) ? forget(now) : now)
  }

const redactNote = (row: NoteRow): NoteRow => ({ ...row, text: erasedName })
const redactMeeting = (row: MeetingRow): MeetingRow => ({ ...row, title: null })
const redactTask = (row: TaskRow): TaskRow => ({ ...row, title: null })
const redactFile = (row: FileRow): FileRow => ({ ...row, name: null })
const redactEmail = (row: EmailRow): EmailRow => ({ ...row, from: null, to: [], subject: null })

/** Stores an activity under the survivors of merges, without free text about erased persons. */
export const putNote = putRedacted(redactNote)
export const putMeeting = putRedacted(redactMeeting)
export const putTask = putRedacted(redactTask)
export const putFile = putRedacted(redactFile)
export const putEmail = putRedacted(redactEmail)

/**
 * Redacts the activities of a register of the past that are about persons erased in the present one; with an id, only
 * that activity. Customers and projects that an activity is linked to may not exist as of the day.
 */
export const redactAsInPresent = (tables: Tables, present: Tables, activityId?: string): void => {
  const redact = <Row extends ActivityRow>(table: Table<Row, LinkColumn>, redacted: (row: Row) => Row): void => {
    const row = activityId === undefined ? undefined : table.get(activityId)
    const rows = activityId === undefined ? [...table.rows()] : row === undefined ? [] : [row]
    for (const one of rows) if (isOfErased(present, one)) table.put(redacted(one))
  }
  redact(tables.notes, redactNote)
  redact(tables.meetings, redactMeeting)
  redact(tables.tasks, redactTask)
  redact(tables.files, redactFile)
  redact(tables.emails, redactEmail)
}

type Put<Row> = (tables: Tables, table: { put(row: Row): void }, row: Row) => void

/** The records of a kind that activities are linked to, or one of them. */
type Place = readonly [column: LinkColumn, id: string]

const putAgain = <Row extends ActivityRow>(
  tables: Tables,
  table: Table<Row, LinkColumn>,
  put: Put<Row>,
  [column, id]: Place,
): void => {
  for (const row of [...table.rowsWhere(column, id)]) put(tables, table, row)
}

/** Stores the activities of a record again, after a merge or an erasure. */
export const putActivitiesAgain = (tables: Tables, place: Place): void => {
  putAgain(tables, tables.notes, putNote, place)
  putAgain(tables, tables.meetings, putMeeting, place)
  putAgain(tables, tables.tasks, putTask, place)
  putAgain(tables, tables.files, putFile, place)
  putAgain(tables, tables.emails, putEmail, place)
}

/** Redacts the free text of all activities of a person. */
export const redactActivities = (tables: Tables, erasedId: string): void =>
  putActivitiesAgain(tables, ['personIds', survivingPerson(tables, erasedId)])

/** Redacts the free text of all activities of a private customer whose person was erased. */
export const redactCustomerActivities = (tables: Tables, customerId: string): void => {
  const survivorId = survivingCustomer(tables, customerId)
  putActivitiesAgain(tables, ['customerIds', survivorId])
  for (const projectId of [...tables.projects.keysWhere('customerId', survivorId)])
    putActivitiesAgain(tables, ['projectIds', projectId])
}

/** Adds a customer, redacted if its person was erased: registration and erasure may be applied in either order. */
export const putCustomer = (tables: Tables, customer: CustomerRow): void => {
  const scope = erasedScopeOf(tables, customer)
  tables.customers.put(scope === null ? customer : erasedCustomer(customer, scope))
  if (scope !== null) redactCustomerActivities(tables, customer.customerId)
}
