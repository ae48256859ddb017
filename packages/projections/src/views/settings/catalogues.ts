import { byName } from '../../data-structures/collation.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import type { QueryContext } from '../../query/context.js'
import { withAncestors } from '../../query/groups/group-hierarchy.js'
import { firstGroupOf } from '../../query/groups/memberships.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import type { Viewing } from '../../query/visibility/viewer.js'
import type { Register } from '../../register/register.js'
import type { SeriesRow } from '../../tables/rows.js'

/**
 * A series with its next number (`null` if it is used up) and the count of remaining numbers (`null` for an open end).
 */
export type NumberSeriesRow = SeriesRow & { readonly next: number | null; readonly left: number | null }

const nextIn = ({ freeNumbers }: Register, { start, end }: SeriesRow): number | null => {
  const next = freeNumbers.from(start)
  return end !== null && next > end ? null : next
}

const leftIn = ({ freeNumbers }: Register, { start, end }: SeriesRow): number | null =>
  end === null ? null : end - start + 1 - freeNumbers.reservedIn(start, end)

/** The number series by id. */
export const numberSeries = (register: Register, _viewing: Viewing = {}): readonly NumberSeriesRow[] =>
  [...register.tables.series.rows()]
    .map((series) => ({ ...series, next: nextIn(register, series), left: leftIn(register, series) }))
    .sort((a, b) => (a.seriesId < b.seriesId ? -1 : 1))

/**
 * A catalogue value. A retired value can no longer be chosen, but records may still have it. The value of a contact
 * property is its number.
 */
export type ClassifierValueView = {
  readonly value: string
  readonly name: string
  readonly retired: boolean
  readonly contactGroup: string | null
}

export type ClassifierValuesParams = Viewing & {
  readonly catalogue: string
  readonly includeRetired?: boolean | undefined
  readonly locale?: Locale | undefined
}

const contactProperties = ({ tables }: Register): readonly ClassifierValueView[] =>
  [...tables.contactProperties.rows()].map(({ number, name, contactGroupId, retired }) => ({
    value: String(number),
    name,
    retired,
    contactGroup: contactGroupId === null ? null : (tables.contactGroups.get(contactGroupId)?.name ?? contactGroupId),
  }))

const valuesOf = ({ tables }: Register, catalogue: string): readonly ClassifierValueView[] =>
  [...tables.classifierValues.rowsWhere('catalogue', catalogue)].map(({ value, name, retired }) => ({
    value,
    name: name ?? value,
    retired,
    contactGroup: null,
  }))

/** The values of a catalogue by name; `contactProperty` is a catalogue, too. */
export const classifierValues = (
  register: Register,
  { catalogue, includeRetired = true, locale }: ClassifierValuesParams,
): readonly ClassifierValueView[] => {
  const compare = byName(localeOf(locale))
  const all = catalogue === 'contactProperty' ? contactProperties(register) : valuesOf(register, catalogue)
  return all
    .filter(({ retired }) => includeRetired || !retired)
    .sort((a, b) => compare({ id: a.value, name: a.name }, { id: b.value, name: b.name }))
}

/**
 * The default account and cost objects for posting a customer's documents: those of its group, or of the nearest
 * ancestor that has them.
 */
export type PostingDefaults = {
  readonly ledgerAccount: string | null
  readonly costObjects: readonly { readonly dimension: string; readonly value: string }[]
}

/** The posting defaults of a customer by its (first) group; empty if the viewer may not see the customer. */
export const postingDefaults = (
  register: Register,
  params: QueryContext & { readonly customerId: string },
): PostingDefaults => {
  const groupId = firstGroupOf(register, params.customerId)
  if (groupId === undefined || !visibleCustomers(register, params)(params.customerId))
    return { ledgerAccount: null, costObjects: [] }
  const groups = withAncestors(register, groupId)
  return {
    ledgerAccount: groups.find(({ ledgerAccount }) => ledgerAccount !== null)?.ledgerAccount ?? null,
    costObjects: groups.find(({ costObjects }) => costObjects.length > 0)?.costObjects.map((one) => ({ ...one })) ?? [],
  }
}
