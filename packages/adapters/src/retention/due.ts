import type { CalendarDate } from '@clientele/domain'
import type { PersonRow, ReadableRegister } from '@clientele/projections'
import type { LastActivity } from './activity.js'
import type { RetentionPolicy, RetentionSubjects } from './policies.js'

/** A person whose data is due for erasure by a policy, and why. */
export type DuePerson = {
  readonly personId: string
  /** The name of the first policy that applies. */
  readonly policy: string
  readonly of: RetentionSubjects
  /**
   * The day since which the policy's condition is met (the last customer was archived, nothing happened), inclusive.
   */
  readonly since: CalendarDate
  /** The day of the last event or plan about the person. */
  readonly lastActivity: CalendarDate | null
  /** The customers considered: the person's companies, or its private customer. */
  readonly customerIds: readonly string[]
  /** The first day after the legal hold on the data; `null` if there is none. */
  readonly heldUntil: CalendarDate | null
}

type Known = { readonly register: ReadableRegister; readonly activity: LastActivity; readonly today: CalendarDate }

/** The same day some years earlier; 28 February for a missing 29 February. */
export const yearsBefore = (day: CalendarDate, years: number): CalendarDate => {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0')
  const rest = day.slice(4)
  const isLeap = new Date(`${year}-02-29T00:00:00Z`).getUTCMonth() === 1
  return `${year}${rest === '-02-29' && !isLeap ? '-02-28' : rest}`
}

const latest = (days: readonly CalendarDate[]): CalendarDate => [...days].sort().at(-1) ?? ''

/** The day since which all of some customers are archived; `null` if one is not. */
const archivedSince = ({ register, activity }: Known, customerIds: readonly string[]): CalendarDate | null => {
  const days: CalendarDate[] = []
  for (const customerId of customerIds) {
    const customer = register.tables.customers.get(customerId)
    const day = activity.archivedSince.get(customerId)
    if (day === undefined || (customer !== undefined && !customer.archived)) return null
    days.push(day)
  }
  return days.length === 0 ? null : latest(days)
}

/** The customers that a policy considers for a person; `null` if the policy does not apply to the person. */
const customersOf: { readonly [S in RetentionSubjects]: (person: PersonRow) => readonly string[] | null } = {
  contactsOfArchivedCustomers: ({ customerId, companyIds, erased }) =>
    erased === null && customerId === null && companyIds.length > 0 ? companyIds : null,
  archivedPrivateCustomers: ({ customerId, companyIds, erased }) =>
    erased === null && customerId !== null ? [customerId, ...companyIds] : null,
  contactsWithoutCompany: ({ customerId, companyIds, erased }) =>
    erased === null && customerId === null && companyIds.length === 0 ? [] : null,
  partlyErased: ({ erased }) => (erased === 'exceptInvoicing' ? [] : null),
}

const startOf = (known: Known, { of }: RetentionPolicy, { personId }: PersonRow, customerIds: readonly string[]) => {
  if (of === 'partlyErased') return known.activity.neededUntil.get(personId) ?? null
  const last = known.activity.ofPersons.get(personId) ?? null
  if (of === 'contactsWithoutCompany') return last
  const archived = archivedSince(known, customerIds)
  return archived === null || last === null ? archived : latest([archived, last])
}

const isOver = (since: CalendarDate, { of, years }: RetentionPolicy, today: CalendarDate): boolean => {
  const day = yearsBefore(today, years)
  // Retained data is still needed on its last day.
  return of === 'partlyErased' ? since < day : since <= day
}

const takesPart = ({ register }: Known, personId: string): boolean => {
  const { participants, projects } = register.tables
  return [...participants.rowsWhere('personId', personId)].some(
    ({ projectId }) => projects.get(projectId)?.closed === false,
  )
}

const dueBy = (known: Known, person: PersonRow, policy: RetentionPolicy): DuePerson | null => {
  const customerIds = customersOf[policy.of](person)
  if (customerIds === null) return null
  const since = startOf(known, policy, person, customerIds)
  if (since === null || !isOver(since, policy, known.today)) return null
  const { personId, holdUntil } = person
  return {
    personId,
    policy: policy.name,
    of: policy.of,
    since,
    lastActivity: known.activity.ofPersons.get(personId) ?? null,
    customerIds,
    heldUntil: holdUntil !== null && known.today < holdUntil ? holdUntil : null,
  }
}

/**
 * The persons who are due for erasure by policies, sorted by id. Participants of open projects are not due, nor are
 * merged persons, since erasing the survivor erases both.
 */
export const duePersons = (known: Known, policies: readonly RetentionPolicy[]): readonly DuePerson[] => {
  const due: DuePerson[] = []
  for (const person of known.register.tables.persons.rows()) {
    if (person.mergedInto !== null || person.erased === 'full' || takesPart(known, person.personId)) continue
    for (const policy of policies) {
      const found = dueBy(known, person, policy)
      if (found === null) continue
      due.push(found)
      break
    }
  }
  return due.sort((a, b) => (a.personId < b.personId ? -1 : 1))
}
