import type { QueryContext } from '../../../query/context.js'
import type { ByOrdinal } from '../../../query/paging/map-page.js'
import type { Register } from '../../../register/register.js'

/** A value in a column of the customer list: names, not ids. */
export type CustomerCellValue = string | number | boolean | null

/** The id, or ids, behind the text of a cell. */
export type CellIds = string | readonly string[] | null

/** Creates the function that returns the value of a column for a customer ordinal. */
export type CellsOf<Value> = (register: Register, context: QueryContext) => ByOrdinal<Value>

/** A column: its cells, and, if these are names, the ids behind them under a key of their own. */
export type Column = {
  readonly cells: CellsOf<CustomerCellValue>
  readonly ids?: { readonly key: string; readonly of: CellsOf<CellIds> }
}

/** An id with its name. */
export type Named = { readonly id: string; readonly name: string }

/** A column of one name; blank if there is none. */
export const nameColumn = (key: string, named: CellsOf<Named | null>): Column => ({
  cells: (register, context) => {
    const namedAt = named(register, context)
    return (ordinal) => namedAt(ordinal)?.name ?? null
  },
  ids: {
    key,
    of: (register, context) => {
      const namedAt = named(register, context)
      return (ordinal) => namedAt(ordinal)?.id ?? null
    },
  },
})

/** A column of several names, separated by commas; the ids are distinct. */
export const namesColumn = (key: string, named: CellsOf<readonly Named[]>): Column => ({
  cells: (register, context) => {
    const namedAt = named(register, context)
    return (ordinal) =>
      namedAt(ordinal)
        .map(({ name }) => name)
        .join(', ')
  },
  ids: {
    key,
    of: (register, context) => {
      const namedAt = named(register, context)
      return (ordinal) => [...new Set(namedAt(ordinal).map(({ id }) => id))]
    },
  },
})
