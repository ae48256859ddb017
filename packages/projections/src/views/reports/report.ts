import {
  type RejectionsOf,
  ReportFilterNotApplied,
  type ReportFilters,
  ReportNotFound,
  reportFilterNames,
} from '@clientele/domain'
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js'
import { type BitSet, countBits, intersect } from '../../data-structures/bit-set.js'
import { columnOf, type Listing, type ListingCell } from '../../listing/listing.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { deepCopy } from '../../query/deep-copy.js'
import { mapPage } from '../../query/paging/map-page.js'
import { type InvalidPeriod, periodOf } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { ReportRow } from '../../tables/rows.js'
import {
  type ChosenColumn,
  type ColumnProblem,
  type CustomerListRow,
  chosenColumns,
  customerRows,
  selectedCustomers,
} from '../customers/customer-list.js'
import { listingOfCustomers } from '../customers/customer-listing.js'
import { type OverTime, overTime } from './over-time.js'
import { isReportSeenBy } from './saved-reports.js'

/**
 * A saved report, or one that is not saved. `filters` stand in for the saved ones of the same names, `columns` for the
 * saved columns.
 */
export type ReportParams = QueryContext &
  PageRequest & {
    readonly reportId?: string | undefined
    readonly filters?: ReportFilters | undefined
    /** The columns by name, in order, those of your projections too. An unknown one is refused. */
    readonly columns?: readonly string[] | undefined
  }

/**
 * What a report shows: `reportId` and `name` if it is saved, the filters it applied, its columns, the rows of a page by name, and how many there are in
 * all. A report over time has `membershipDays` in every row: the days each customer was in its groups.
 */
export type ReportAnswer = {
  readonly reportId: string | null
  readonly name: string | null
  readonly filters: ReportFilters
  readonly columns: readonly string[]
  readonly rows: readonly CustomerListRow[]
  readonly total: number
}

/** Why a report is not run. */
export type ReportRefused =
  | ColumnProblem
  | InvalidPeriod
  | RejectionsOf<{
      readonly ReportNotFound: typeof ReportNotFound
      readonly ReportFilterNotApplied: typeof ReportFilterNotApplied
    }>

/** A report that is ready to be shown. */
type Run = OverTime & {
  readonly saved: ReportRow | null
  readonly filters: ReportFilters
  readonly columns: readonly ChosenColumn[]
}

// Topics are those of the tasks of a host.
const applied: ReadonlySet<string> = new Set(reportFilterNames.filter((name) => name !== 'topic'))

const isGiven = (ids: readonly unknown[] | undefined): boolean => ids !== undefined && ids.length > 0

const isOverTime = ({ period, userId }: ReportFilters): boolean => period !== undefined || userId !== undefined

/** A period limits the memberships in groups and the responsibilities of an employee, and nothing else. */
const hasIdlePeriod = ({ period = {}, groupIds, specialGroupIds, userId }: ReportFilters): boolean =>
  Object.keys(period).length > 0 && userId === undefined && !isGiven(groupIds) && !isGiven(specialGroupIds)

/** The first filter that cannot be applied; `null` where all can. */
const unappliedIn = (filters: ReportFilters): string | null =>
  Object.keys(filters).find((name) => !applied.has(name)) ?? (hasIdlePeriod(filters) ? 'period' : null)

const savedAs = ({ tables }: Register, { reportId, viewer }: ReportParams): Either<ReportRefused, ReportRow | null> => {
  if (reportId === undefined) return right(null)
  const saved = tables.reports.get(reportId)
  const isThere = saved !== undefined && !saved.deleted && (viewer === undefined || isReportSeenBy(viewer)(saved))
  return isThere ? right(saved) : ReportNotFound({ reportId })
}

const customersNow = (register: Register, { status, ...filter }: ReportFilters, params: QueryContext): BitSet => {
  const customers = selectedCustomers(register, { ...params, filter })
  return status === undefined ? customers : intersect(customers, register.facetIndex.of('status', status))
}

const prepare = (register: Register, params: ReportParams): Either<ReportRefused, Run> => {
  const saved = savedAs(register, params)
  if (isLeft(saved)) return saved
  const filters = { ...saved.right?.filters, ...params.filters }
  const unapplied = unappliedIn(filters)
  if (unapplied !== null) return ReportFilterNotApplied({ filter: unapplied })
  const columns = chosenColumns(register, params.columns ?? saved.right?.columns ?? undefined)
  if (isLeft(columns)) return columns
  const period = periodOf(filters.period ?? {})
  if (isLeft(period)) return period
  const context = { asOf: params.asOf, viewer: params.viewer, locale: params.locale }
  const chosen = isOverTime(filters)
    ? overTime(register, filters, period.right, context)
    : { customers: customersNow(register, filters, context), daysOf: null }
  return right({ saved: saved.right, filters, columns: columns.right, ...chosen })
}

/** The days in the groups of the report, for the customers on a page. */
const daysOnPage = function* (
  register: Register,
  { customers, daysOf }: Run,
  params: PageRequest & QueryContext,
): Iterable<number | null> {
  const customerIds = register.customerColumns.customerId()
  if (daysOf !== null) yield* mapPage(register, customers, params, (ordinal) => daysOf(customerIds[ordinal] ?? ''))
}

/**
 * Runs a report with every filter and the columns it has: the customers that match now or, where it has a period or
 * an employee, that matched on some day of the period. What it holds and cannot be applied is refused by name.
 */
export const report = (register: Register, params: ReportParams): Either<ReportRefused, ReportAnswer> =>
  map((run: Run): ReportAnswer => {
    const { saved, filters, columns, customers, daysOf } = run
    const days = [...daysOnPage(register, run, params)]
    const rows = customerRows(register, customers, params, columns)
    return {
      reportId: saved?.reportId ?? null,
      name: saved?.name ?? null,
      filters: deepCopy(filters),
      columns: columns.map(({ key }) => key),
      rows: daysOf === null ? rows : rows.map((row, at) => ({ ...row, membershipDays: days[at] ?? null })),
      total: countBits(customers),
    }
  })(prepare(register, params))

const withDays = function* (rows: Listing['rows'], days: Iterable<number | null>): Iterable<readonly ListingCell[]> {
  const numbers = days[Symbol.iterator]()
  for (const row of rows) yield [...row, numbers.next().value ?? '']
}

/** A report as a table; its refusals are those of `report`. */
export const reportListing = (register: Register, params: ReportParams): Either<ReportRefused, Listing> =>
  map((run: Run): Listing => {
    const { columns, rows } = listingOfCustomers(register, run.customers, run.columns, params)
    if (run.daysOf === null) return { columns, rows }
    return {
      columns: [...columns, columnOf('membershipDays', params.locale)],
      rows: withDays(rows, daysOnPage(register, run, params)),
    }
  })(prepare(register, params))
