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
  type ColumnProblem,
  type CustomerListRow,
  customerRows,
  type SelectedColumn,
  selectedColumns,
  selectedCustomers,
} from '../customers/customer-list.js'
import { listingOfCustomers } from '../customers/customer-listing.js'
import { type OverTime, overTime } from './over-time.js'
import { mayRunReport } from './saved-reports.js'

/**
 * A saved report, or an ad-hoc one. `filters` replace the saved filters of the same names, `columns` the saved columns.
 */
export type ReportParams = QueryContext &
  PageRequest & {
    readonly reportId?: string | undefined
    readonly filters?: ReportFilters | undefined
    /** The columns by name, in order, including columns of the host's projections. An unknown column is refused. */
    readonly columns?: readonly string[] | undefined
  }

/**
 * The answer of a report: `reportId` and `name` if it is saved, the applied filters, the columns, the rows of a page by
 * name, and the total number of rows. A report over time has `membershipDays` in every row: the number of days the
 * customer was in its groups.
 */
export type ReportAnswer = {
  readonly reportId: string | null
  readonly name: string | null
  readonly filters: ReportFilters
  readonly columns: readonly string[]
  readonly rows: readonly CustomerListRow[]
  readonly total: number
}

/** The rejections of a report. */
export type ReportRefused =
  | ColumnProblem
  | InvalidPeriod
  | RejectionsOf<{
      readonly ReportNotFound: typeof ReportNotFound
      readonly ReportFilterNotApplied: typeof ReportFilterNotApplied
    }>

/** A prepared report. */
type Run = OverTime & {
  readonly saved: ReportRow | null
  readonly filters: ReportFilters
  readonly columns: readonly SelectedColumn[]
}

// Topics belong to tasks of the host, so they are not applied here.
const applicableFilters: ReadonlySet<string> = new Set(reportFilterNames.filter((name) => name !== 'topic'))

const isLimiting = (ids: readonly unknown[] | undefined): boolean => ids !== undefined && ids.length > 0

const isOverTime = ({ period, userId }: ReportFilters): boolean => period !== undefined || userId !== undefined

/** Whether a period has no effect: it limits only the memberships in groups and the responsibilities of an employee. */
const hasUnusedPeriod = ({ period = {}, groupIds, specialGroupIds, userId }: ReportFilters): boolean =>
  Object.keys(period).length > 0 && userId === undefined && !isLimiting(groupIds) && !isLimiting(specialGroupIds)

/** The name of the first filter that cannot be applied; `null` if all can. */
const unappliedIn = (filters: ReportFilters): string | null =>
  Object.keys(filters).find((name) => !applicableFilters.has(name)) ?? (hasUnusedPeriod(filters) ? 'period' : null)

const findSaved = (
  { tables }: Register,
  { reportId, viewer }: ReportParams,
): Either<ReportRefused, ReportRow | null> => {
  if (reportId === undefined) return right(null)
  const saved = tables.reports.get(reportId)
  const isThere = saved !== undefined && !saved.deleted && (viewer === undefined || mayRunReport(viewer)(saved))
  return isThere ? right(saved) : ReportNotFound({ reportId })
}

const customersNow = (register: Register, { status, ...filter }: ReportFilters, params: QueryContext): BitSet => {
  const customers = selectedCustomers(register, { ...params, filter })
  return status === undefined ? customers : intersect(customers, register.facetIndex.of('status', status))
}

const prepare = (register: Register, params: ReportParams): Either<ReportRefused, Run> => {
  const saved = findSaved(register, params)
  if (isLeft(saved)) return saved
  const filters = { ...saved.right?.filters, ...params.filters }
  const unapplied = unappliedIn(filters)
  if (unapplied !== null) return ReportFilterNotApplied({ filter: unapplied })
  const columns = selectedColumns(register, params.columns ?? saved.right?.columns ?? undefined)
  if (isLeft(columns)) return columns
  const period = periodOf(filters.period ?? {})
  if (isLeft(period)) return period
  const context = { asOf: params.asOf, viewer: params.viewer, locale: params.locale }
  const selection = isOverTime(filters)
    ? overTime(register, filters, period.right, context)
    : { customers: customersNow(register, filters, context), daysOf: null }
  return right({ saved: saved.right, filters, columns: columns.right, ...selection })
}

/** The numbers of days in the groups of the report, for the customers on a page. */
const daysOnPage = function* (
  register: Register,
  { customers, daysOf }: Run,
  params: PageRequest & QueryContext,
): Iterable<number | null> {
  const customerIds = register.customerColumns.customerId()
  if (daysOf !== null) yield* mapPage(register, customers, params, (ordinal) => daysOf(customerIds[ordinal] ?? ''))
}

/**
 * Runs a report with its filters and columns: the customers that match now, or, if it has a period or an employee, that
 * matched on some day of the period. A filter that cannot be applied is refused by name.
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

/** A report as a table; with the rejections of `report`. */
export const reportListing = (register: Register, params: ReportParams): Either<ReportRefused, Listing> =>
  map((run: Run): Listing => {
    const { columns, rows } = listingOfCustomers(register, run.customers, run.columns, params)
    if (run.daysOf === null) return { columns, rows }
    return {
      columns: [...columns, columnOf('membershipDays', params.locale)],
      rows: withDays(rows, daysOnPage(register, run, params)),
    }
  })(prepare(register, params))
