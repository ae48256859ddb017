import type { ListingCell, ListingColumn } from '@clientele/projections'
import type { Worksheet } from 'exceljs'
import { cellOf, styleOf } from './cells.js'

const ofRows = {}

const plain: ListingColumn = { key: '', heading: '', width: 10, kind: 'text' }

/** Writes a row beneath the others; a blank cell is left out, as its column says how it is shown. */
export const writeRow = (
  sheet: Pick<Worksheet, 'addRow'>,
  columns: readonly ListingColumn[],
  cells: readonly ListingCell[],
): void => {
  const row = sheet.addRow([])
  // Given one object for all rows, exceljs works out their style once; it has no other way of saying so.
  Reflect.set(row, 'style', ofRows)
  for (const [at, given] of cells.entries()) {
    const column = columns[at] ?? plain
    const value = cellOf(given, column)
    if (value === null) continue
    const cell = row.getCell(at + 1)
    cell.style = styleOf(column)
    cell.value = value
  }
  row.commit()
}
