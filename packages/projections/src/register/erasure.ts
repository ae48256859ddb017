import { forgottenFields, type Statement } from '@clientele/domain'
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
import { personMergeChain, survivingPerson, underSurvivors } from './survivors.js'

/** What stands in the place of a name that was erased; views say it in the language of the reader. */
export const erasedName = '[erased]'

type Scope = NonNullable<PersonRow['erased']>

const contactPoints: readonly string[] = ['email', 'phone', 'website']

const isIdentity = (field: string): boolean => !contactPoints.includes(field)

/** What was said stays, in whose words and with which evidence does not. */
const withoutFreeText = (statements: readonly Statement[]): readonly Statement[] =>
  statements.map((statement) => ({ ...statement, source: null, reason: null, evidence: null }))

/** A person without what was erased. */
export const erasedPerson = (person: PersonRow, scope: Scope): PersonRow => {
  const gone = Object.fromEntries(forgottenFields(scope).map((field) => [field, null]))
  const statements = withoutFreeText(person.statements)
  const forgotten: PersonRow = {
    ...person,
    ...gone,
    address: null,
    erased: scope,
    companyIds: [],
    linkedIds: [],
    joined: {},
    categories: [],
    statements,
  }
  return scope === 'full' ? { ...forgotten, lastName: erasedName } : forgotten
}

/** A private customer without what was erased of the person it is: invoices need its name and address for a while. */
export const erasedCustomer = (customer: CustomerRow, scope: Scope): CustomerRow => {
  const statements = withoutFreeText(customer.statements)
  if (scope === 'full') return { ...customer, name: erasedName, details: {}, statements }
  const kept = Object.entries(customer.details).filter(([field]) => isIdentity(field))
  return { ...customer, details: Object.fromEntries(kept), statements }
}

/** How much of the person a private customer is was erased; `null` for a company, and while nothing was. */
const erasedScopeOf = (tables: Tables, { personId }: CustomerRow): Scope | null =>
  personId === null ? null : (tables.persons.get(personId)?.erased ?? null)

/** A customer as it may still be known, whichever of its registration and the erasure is applied first. */
export const redacted = (tables: Tables, customer: CustomerRow): CustomerRow => {
  const scope = erasedScopeOf(tables, customer)
  return scope === null ? customer : erasedCustomer(customer, scope)
}

/** Replaces columns of a customer; what was erased of the person it is stays away. */
export const patchCustomer = (tables: Tables, customer: CustomerRow, columns: Partial<CustomerRow>): void => {
  const scope = erasedScopeOf(tables, customer)
  const still = scope === null ? columns : erasedCustomer({ ...customer, ...columns }, scope)
  tables.customers.patch(customer.customerId, still)
}

const isOfErased = (tables: Tables, { personIds, saidPersonIds }: ActivityRow): boolean =>
  (saidPersonIds ?? personIds)
    .flatMap((personId) => personMergeChain(tables, personId))
    .some((personId) => (tables.persons.get(personId)?.erased ?? null) !== null)

const putRedacted =
  <Row extends ActivityRow>(forget: (row: Row) => Row) =>
  (tables: Tables, table: { put(row: Row): void }, row: Row): void => {
    const now = underSurvivors(tables, row)
    table.put(isOfErased(tables, now) ? forget(now) : now)
  }

/**
 * Puts an activity into its table, under the survivors of merges; what was written about a person who was erased is left
 * out.
 */
export const putNote = putRedacted<NoteRow>((row) => ({ ...row, text: erasedName }))
export const putMeeting = putRedacted<MeetingRow>((row) => ({ ...row, title: null }))
export const putTask = putRedacted<TaskRow>((row) => ({ ...row, title: null }))
export const putFile = putRedacted<FileRow>((row) => ({ ...row, name: null }))
export const putEmail = putRedacted<EmailRow>((row) => ({ ...row, from: null, to: [], subject: null }))

/** Leaves out what was written about a person in everything that was done with it. */
export const redactActivities = (tables: Tables, erasedId: string): void => {
  const personId = survivingPerson(tables, erasedId)
  const { notes, meetings, tasks, files, emails } = tables
  for (const row of [...notes.rowsWhere('personIds', personId)]) putNote(tables, notes, row)
  for (const row of [...meetings.rowsWhere('personIds', personId)]) putMeeting(tables, meetings, row)
  for (const row of [...tasks.rowsWhere('personIds', personId)]) putTask(tables, tasks, row)
  for (const row of [...files.rowsWhere('personIds', personId)]) putFile(tables, files, row)
  for (const row of [...emails.rowsWhere('personIds', personId)]) putEmail(tables, emails, row)
}
