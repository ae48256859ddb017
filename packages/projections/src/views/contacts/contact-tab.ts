import type { Instant } from '@clientele/domain'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { seenPersons } from '../../query/visibility/persons.js'
import type { Register } from '../../register/register.js'
import type { ActivityRow, PersonRow } from '../../tables/rows.js'

/** Which contact is looked at, and by whom. */
export type ContactParams = QueryContext & { readonly personId: string }

/** One tab of a contact, a part at a time. */
export type TabParams = ContactParams & PageRequest

/** An employee something belongs to. */
export type Owner = { readonly id: string; readonly name: string }

/** The common fields of rows of a tab: `at` is by the clock of the actor, `by` is the author. */
export type ContactActivity = { readonly activityId: string; readonly at: Instant; readonly by: string }

/** The person of a tab; `null` if unknown or not visible. */
export const personSeen = (register: Register, params: ContactParams): PersonRow | null =>
  seenPersons(register, params).get(params.personId) ?? null

/** Sorts rows newest first by the clock of the actors; ties in reverse order of recording. */
export const newestFirst = <Row extends Pick<ActivityRow, 'at'>>(rows: Iterable<Row>): readonly Row[] =>
  [...rows].reverse().sort((a, b) => (a.at === b.at ? 0 : a.at > b.at ? -1 : 1))

/** Whose something is, by name. */
export const ownerNamed = ({ tables }: Register, ownerId: string | null): Owner | null =>
  ownerId === null ? null : { id: ownerId, name: tables.employees.get(ownerId)?.name ?? ownerId }
