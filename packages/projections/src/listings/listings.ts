import { type CustomerColumn, localTimeOf } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { History } from '../history/history.js'
import type { BitSet } from '../register/bits.js'
import type { Register } from '../register/register.js'
import type { AssigneeParams, AssigneeRow, ShownInterval } from '../views/assignee-entries.js'
import { assigneeRows } from '../views/assignee-list.js'
import {
  type ColumnProblem,
  type CustomerCellValue,
  type CustomerListParams,
  chosenColumns,
  customerCells,
  selectedCustomers,
  withPreferences,
} from '../views/customer-list.js'
import {
  type GroupMembersParams,
  membersOfGroup,
  membersOfSpecialGroup,
  type SpecialGroupMembersParams,
} from '../views/group-members.js'
import type { HistoryRow } from '../views/history-row.js'
import { cellOf, type MatrixCell, type MatrixParams, type MatrixRow } from '../views/matrix.js'
import type { InvalidPeriod } from '../views/period.js'
import { matrixRows } from '../views/responsibility-matrix.js'
import { type PageRequest, paginate, type QueryContext } from '../views/selection.js'
import { type SubjectHistoryParams, subjectHistory } from '../views/subject-history.js'
import { changeText } from '../wording/change.js'
import type { Heading } from '../wording/heading.js'
import type { Locale } from '../wording/locale.js'
import { type Messages, messagesFor, translate } from '../wording/wording.js'
import { cellsOf, columnOf, type Listing, type ListingCell, type ListingColumn, toCell } from './listing.js'

/** The columns of the assignee list, left to right (K59). */
export const assigneeListColumns = [
  'customerName',
  'customerGroup',
  'personName',
  'personEmail',
  'sellerInformation',
  'interval',
  'customerRole',
] as const

const columnsOf = (keys: readonly Heading[], locale: Locale | undefined): readonly ListingColumn[] =>
  keys.map((key) => columnOf(key, locale))

/** Days as a text, both inclusive: `2024-01-01 – 2024-06-30`; an open side is left out, `''` when both are. */
export const intervalText = (interval: ShownInterval | null): string =>
  interval === null ? '' : `${interval.from ?? ''} – ${interval.lastDay ?? ''}`.trim()

const markedName = ({ personName, substituteFor }: AssigneeRow, locale: Locale | undefined): string =>
  substituteFor === '' ? personName : `${personName} ${messagesFor(locale).substituteFor(substituteFor)}`

/** The assignee list as filtered, exactly its seven columns (K50, K59). */
export const assigneeListing = (register: Register, params: AssigneeParams): Listing => ({
  columns: columnsOf(assigneeListColumns, params.locale),
  rows: cellsOf(assigneeRows(register, params), (row) => [
    row.customerName,
    row.customerGroup,
    markedName(row, params.locale),
    row.personEmail,
    row.sellerInformation,
    intervalText(row.interval),
    row.customerRole,
  ]),
})

const cellIn =
  (messages: Messages) =>
  (value: CustomerCellValue, column: CustomerColumn): ListingCell =>
    column === 'kind' ? translate(messages, String(value)) : toCell(value, messages)

/** Rows of chosen cells of some customers. */
const cellsOfCustomers = (
  register: Register,
  customers: BitSet,
  columns: readonly CustomerColumn[],
  params: QueryContext & PageRequest,
): Listing['rows'] => customerCells(register, customers, params, columns, cellIn(messagesFor(params.locale)))

const memberListing = (register: Register, members: BitSet, params: QueryContext & PageRequest): Listing => ({
  columns: columnsOf(['customerNumber', 'customerName', 'customerGroup'], params.locale),
  rows: cellsOfCustomers(register, members, ['number', 'name', 'group'], params),
})

/** A group's customers (K35). */
export const groupMembersListing = (register: Register, params: GroupMembersParams): Listing =>
  memberListing(register, membersOfGroup(register, params), params)

/** A special group's customers (K43). */
export const specialGroupMembersListing = (register: Register, params: SpecialGroupMembersParams): Listing =>
  memberListing(register, membersOfSpecialGroup(register, params), params)

/** A customer report with the columns chosen at export, whatever the list shows (P33). */
export const customerReportListing = (register: Register, params: CustomerListParams): Either<ColumnProblem, Listing> =>
  map((columns: readonly CustomerColumn[]) => ({
    columns: columnsOf(columns, params.locale),
    rows: cellsOfCustomers(register, selectedCustomers(register, params), columns, params),
  }))(chosenColumns(params.columns))

/** The customer list as its viewer sees it: with the columns and filters of its choice where none are named. */
export const customerListing = (register: Register, params: CustomerListParams): Either<ColumnProblem, Listing> =>
  customerReportListing(register, withPreferences(register, params))

const filled = 'x'

const matrixCell = (register: Register, { mode, locale }: MatrixParams, cell: MatrixCell): string => {
  if (!cell.responsible) return ''
  const roles = cell.roles.map((roleId) => register.tables.roles.get(roleId)?.name ?? roleId)
  const text = mode === 'byRole' && roles.length > 0 ? roles.join(', ') : filled
  if (cell.substituteFor === undefined) return text
  const name = register.tables.employees.get(cell.substituteFor)?.name ?? cell.substituteFor
  return `${text} ${messagesFor(locale).substituteFor(name)}`
}

const subjectCells = (register: Register, { subject }: MatrixRow, showProjects: boolean): readonly string[] => {
  if (subject.kind === 'customer') return showProjects ? [subject.name, ''] : [subject.name]
  return [register.tables.customers.get(subject.customerId)?.name ?? '', subject.name]
}

/** The matrix: a column per employee, `x` or, by role, the roles in the cells. */
export const matrixListing = (register: Register, params: MatrixParams): Listing => {
  const { columns, rows } = matrixRows(register, params)
  const showProjects = params.showProjects === true
  const subjectColumns: readonly Heading[] = showProjects ? ['customerName', 'project'] : ['customerName']
  const employees = columns.map(
    ({ employeeId, name }): ListingColumn => ({ key: employeeId, heading: name, width: 18, kind: 'text' }),
  )
  return {
    columns: [...columnsOf(subjectColumns, params.locale), ...employees],
    rows: cellsOf(paginate(rows, params), (row) => [
      ...subjectCells(register, row, showProjects),
      ...columns.map(({ employeeId }) => matrixCell(register, params, cellOf(row, employeeId))),
    ]),
  }
}

const historyColumns = ['recordedAt', 'effectiveDate', 'by', 'summary', 'changes'] as const

/** What changed, and what was said about it: why, and how it came about unless by a command of its own. */
const changesCell = (messages: Messages, { type, changes, reason, origin }: HistoryRow): string => {
  const { fields } = messages
  const facts = changes.map((change) => changeText(messages, type, change))
  if (reason !== null) facts.push(`${fields.reason}: ${reason}`)
  if (origin !== 'direct') facts.push(`${fields.cause}: ${translate(messages, origin)}`)
  return facts.join('; ')
}

const historyCells =
  (messages: Messages, timeZone: string) =>
  (row: HistoryRow): readonly ListingCell[] => [
    localTimeOf(row.recordedAt, timeZone),
    row.effectiveDate ?? '',
    row.by,
    row.summary,
    changesCell(messages, row),
  ]

/** Rows of a history, their times in the time zone of the register. */
export const historyRowsListing = (
  { settings }: Register,
  rows: Iterable<HistoryRow>,
  locale: Locale | undefined,
): Listing => ({
  columns: columnsOf(historyColumns, locale),
  rows: cellsOf(rows, historyCells(messagesFor(locale), settings.policies.timeZone)),
})

/** A subject's history. */
export const historyListing = (
  register: Register,
  history: History,
  params: SubjectHistoryParams,
): Either<InvalidPeriod, Listing> =>
  map((rows: readonly HistoryRow[]) => historyRowsListing(register, rows, params.locale))(
    subjectHistory(register, history, params),
  )
