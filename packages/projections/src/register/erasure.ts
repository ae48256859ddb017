import { erasedFields, type Statement } from '@clientele/domain'
import type {
  ActivityRow,
  CustomerRow,
  EmailRow,
  FileRow,
  MeetingRow,
  NoteRow,
  PersonRow,
  TaskRow,
} from '../tables/rows.js'
import type { Tables } from '../tables/tables.js'
import { linkedToSurvivors, personMergeChain, survivingPerson } from './survivors.js'

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

/** Redacts a customer if its person was erased; registration and erasure may be applied in either order. */
export const redactCustomer = (tables: Tables, customer: CustomerRow): CustomerRow => {
  const scope = erasedScopeOf(tables, customer)
  return scope === null ? customer : erasedCustomer(customer, scope)
}

/** Replaces columns of a customer; erased fields stay erased. */
export const patchCustomer = (tables: Tables, customer: CustomerRow, columns: Partial<CustomerRow>): void => {
  const scope = erasedScopeOf(tables, customer)
  const allowed = scope === null ? columns : erasedCustomer({ ...customer, ...columns }, scope)
  tables.customers.patch(customer.customerId, allowed)
}

const isOfErased = (tables: Tables, { personIds, saidPersonIds }: ActivityRow): boolean =>
  (saidPersonIds ?? personIds)
    .flatMap((personId) => personMergeChain(tables, personId))
    .some((personId) => erasedScope(tables, personId) !== null)

const putRedacted =
  <Row extends ActivityRow>(forget: (row: Row) => Row) =>
  (tables: Tables, table: { put(row: Row): void }, row: Row): void => {
    const now = linkedToSurvivors(tables, row)
    table.put(isOfErased(tables, now) ? forget(now) : now)
  }

/** Stores an activity under the survivors of merges, without free text about erased persons. */
export const putNote = putRedacted<NoteRow>((row) => ({ ...row, text: erasedName }))
export const putMeeting = putRedacted<MeetingRow>((row) => ({ ...row, title: null }))
export const putTask = putRedacted<TaskRow>((row) => ({ ...row, title: null }))
export const putFile = putRedacted<FileRow>((row) => ({ ...row, name: null }))
export const putEmail = putRedacted<EmailRow>((row) => ({ ...row, from: null, to: [], subject: null }))

/** Redacts the free text of all activities of a person. */
export const redactActivities = (tables: Tables, erasedId: string): void => {
  const personId = survivingPerson(tables, erasedId)
  const { notes, meetings, tasks, files, emails } = tables
  for (const row of [...notes.rowsWhere('personIds', personId)]) putNote(tables, notes, row)
  for (const row of [...meetings.rowsWhere('personIds', personId)]) putMeeting(tables, meetings, row)
  for (const row of [...tasks.rowsWhere('personIds', personId)]) putTask(tables, tasks, row)
  for (const row of [...files.rowsWhere('personIds', personId)]) putFile(tables, files, row)
  for (const row of [...emails.rowsWhere('personIds', personId)]) putEmail(tables, emails, row)
}
