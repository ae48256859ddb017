import { classifierName } from '../../../history/names.js'
import type { ColumnValues, IndexedColumn } from '../../../indexes/customers/customer-columns.js'
import { memoize } from '../../../query/memoize.js'
import { type Column, type CustomerCellValue, nameColumn } from './column.js'

type PlainColumn = Exclude<IndexedColumn, 'groupIds' | 'specialGroupIds'>

/** A column of the customer itself. */
export const plain = (column: PlainColumn): Column => ({
  cells: ({ customerColumns }) => {
    const values: ColumnValues<CustomerCellValue> = customerColumns[column]()
    return (ordinal) => values[ordinal] ?? null
  },
})

/** A column of a detail field. */
export const detail = (field: string): Column => ({
  cells: ({ customerColumns }) => {
    const values = customerColumns.detail(field)
    return (ordinal) => values[ordinal] ?? null
  },
})

type Classified = 'segment' | 'status' | 'attractionChannel' | 'customerKind'

/** A column of the names of catalogue values. */
export const classified = (catalogue: Classified): Column =>
  nameColumn(`${catalogue}Id`, (register) => {
    const values = register.customerColumns[catalogue]()
    const nameOf = memoize((value: string) => classifierName(register, catalogue, value))
    return (ordinal) => {
      const value = values[ordinal] ?? null
      return value === null ? null : { id: value, name: nameOf(value) }
    }
  })
