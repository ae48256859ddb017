import type { Instant } from '@clientele/domain'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import type { ActivityRow, PersonRow } from '../../tables/rows.js'

/** The contact, and the viewer. */
export type ContactParams = QueryContext & { readonly personId: string }

/** A page of a tab of a contact. */
export type TabParams = ContactParams & PageRequest

/** An owner: an employee. */
export type Owner = { readonly id: string; readonly name: string }

/** The common fields of rows of a tab: `at` is by the clock of the actor, `by` is the author. */
export type ContactActivity = { readonly activityId: string; readonly at: Instant; readonly by: string }

/** The person of a tab; `null` if it is unknown or not visible. */
export const visiblePerson = (register: Register, params: ContactParams): PersonRow | null =>
  seenPersons(register, params).get(params.personId) ?? null

/** Sorts rows newest first by the clock of the actors; ties in reverse order of recording. */
export const newestFirst = <Row extends Pick<ActivityRow, 'at'>>(rows: Iterable<Row>): readonly Row[] =>
  [...rows].reverse().sort((a, b) => (a.at === b.at ? 0 : a.at > b.at ? -1 : 1))

/** The owner with its name. */
export const ownerWithName = ({ tables }: Register, ownerId: string | null): Owner | null =>
  ownerId === null ? null : { id: ownerId, name: tables.employees.get(ownerId)?.name ?? ownerId }
