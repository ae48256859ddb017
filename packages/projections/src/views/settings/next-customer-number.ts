import { lastNumberOf } from '@clientele/domain'
import { withAncestors } from '../../query/groups/group-hierarchy.js'
import type { Viewing } from '../../query/visibility/viewer.js'
import type { Register } from '../../register/register.js'
import type { SeriesRow } from '../../tables/rows.js'

/** The group of the customer, and its kind if number series depend on the kind. */
export type NextNumberParams = Viewing & {
  readonly groupId?: string | null | undefined
  readonly kind?: string | null | undefined
}

type Source = { readonly start: number; readonly end: number | null }

const groupSource = (register: Register, groupId: string | null | undefined): Source | null => {
  if (groupId === null || groupId === undefined) return null
  const start = withAncestors(register, groupId).find(({ numberingStart }) => numberingStart !== null)?.numberingStart
  return start === null || start === undefined ? null : { start, end: null }
}

const seriesOf = ({ tables }: Register, kind: string | null): SeriesRow | null =>
  [...tables.series.rows()].find((series) => series.kind === kind) ?? null

const sourceFor = (register: Register, { groupId, kind }: NextNumberParams): Source | null => {
  const byKind = register.settings.policies.numberSeriesBy === 'kind'
  const own = byKind ? seriesOf(register, kind ?? null) : groupSource(register, groupId)
  return own ?? seriesOf(register, null)
}

/**
 * The number that the next customer would get: the smallest number never reserved, from the numbering start of the
 * group (or of its nearest ancestor with one), or from the series. `null` if there is no start or series, or the series
 * is used up.
 */
export const nextCustomerNumber = (register: Register, params: NextNumberParams = {}): number | null => {
  const source = sourceFor(register, params)
  if (source === null) return null
  const number = register.freeNumbers.from(source.start)
  return number > lastNumberOf(source) ? null : number
}
