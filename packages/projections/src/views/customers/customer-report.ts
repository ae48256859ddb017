import { type Either, map } from 'fp-ts/lib/Either.js'
import { countBits } from '../../data-structures/bit-set.js'
import type { Register } from '../../register/register.js'
import {
  type ColumnProblem,
  type CustomerListParams,
  type CustomerListRow,
  customerRows,
  type SelectedColumn,
  selectedColumns,
  selectedCustomers,
} from './customer-list.js'

/** A report on customers; `total` counts the rows of all pages. */
export type CustomerReport = { readonly rows: readonly CustomerListRow[]; readonly total: number }

/** The matching customers, by name, with the selected columns; ignores list preferences. */
export const customerReport = (
  register: Register,
  params: CustomerListParams = {},
): Either<ColumnProblem, CustomerReport> =>
  map((columns: readonly SelectedColumn[]) => {
    const customers = selectedCustomers(register, params)
    return { rows: customerRows(register, customers, params, columns), total: countBits(customers) }
  })(selectedColumns(register, params.columns))
