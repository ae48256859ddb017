import type { ListingCell, ListingColumn } from '@clientele/projections'
import type { Worksheet } from 'exceljs'
import { cellOf, styleOf } from './cells.js'

const sharedRowStyle = {}

const plainColumn: ListingColumn = { key: '', heading: '', width: 10, kind: 'text' }

/** Appends a row; blank cells are left out, since their style comes from the column. */
export const writeRow = (
  sheet: Pick<Worksheet, 'addRow'>,
  columns: readonly ListingColumn[],
  cells: readonly ListingCell[],
): void => {
  const row = sheet.addRow([])
  // With one shared object, exceljs computes the style of all rows only once; it has no API for that.
  Reflect.set(row, 'style', sharedRowStyle)
  for (const [at, given] of cells.entries()) {
    const column = columns[at] ?? plainColumn
    const value = cellOf(given, column)
    if (value === null) continue
    const cell = row.getCell(at + 1)
    cell.style = styleOf(column)
    cell.value = value
  }
  row.commit()
}
