import { cellsOf, columnsOf, type Listing, type ListingColumn } from '../../listing/listing.js'
import { messagesFor } from '../../messages/messages.js'
import type { Heading } from '../../messages/texts.js'
import { paginate } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'
import { cellOf, type MatrixCell, type MatrixParams, type MatrixRow } from './matrix.js'
import { matrixRows } from './responsibility-matrix.js'

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

/** The matrix as a table: a column per employee, with `x` in the cells, or the roles in mode `byRole`. */
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
