import type { Listing, ListingColumn } from '@clientele/projections'
import Table from 'cli-table3'
import { type Io, print, say } from '../io.js'

const widest = 48

// Data must not be able to steer a terminal.
const shown = (cell: string | number): string => String(cell).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

const cut = (text: string, width: number): string => {
  const characters = [...text]
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join('')}…`
}

const lengthOf = (text: string): number => [...text].length

type Shape = { readonly widths: readonly number[]; readonly columns: number }

const shapeOf = (rows: readonly (readonly string[])[], io: Io): Shape => {
  const head = rows[0] ?? []
  const widths = head.map((_, index) => rows.reduce((most, row) => Math.max(most, lengthOf(row[index] ?? '')), 1))
  if (io.columns === undefined) return { widths, columns: widths.length }
  const narrow = widths.map((width) => Math.min(width, widest))
  let room = io.columns - 1
  const fitting = narrow.findIndex((width) => {
    room -= width + 3
    return room < 0
  })
  return { widths: narrow, columns: fitting === -1 ? narrow.length : Math.max(1, fitting) }
}

const rendered = (rows: readonly (readonly string[])[], { widths, columns }: Shape): string => {
  const [head = [], ...body] = rows.map((row) =>
    row.slice(0, columns).map((cell, index) => cut(cell, widths[index] ?? widest)),
  )
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } })
  for (const row of body) table.push([...row])
  return `${table.toString()}\n`
}

const hint = (all: readonly ListingColumn[], columns: number): string =>
  `${columns} of ${all.length} columns fit into this terminal. See all with --csv FILE, --xlsx FILE or --json.`

/** Prints a listing as a table, as wide as the terminal allows. */
export const printTable = async (io: Io, listing: Listing): Promise<void> => {
  const rows = [
    listing.columns.map(({ heading }) => shown(heading)),
    ...Array.from(listing.rows, (row) => row.map(shown)),
  ]
  const shape = shapeOf(rows, io)
  await print(io, rendered(rows, shape))
  if (shape.columns < listing.columns.length) say(io, hint(listing.columns, shape.columns))
}
