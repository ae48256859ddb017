import type { Listing } from '@clientele/projections'
import Table from 'cli-table3'
import { type Io, print, say } from '../io.js'
import { plain } from './plain.js'
import { truncate, widthOf, wrap } from './text.js'

type Rows = { readonly head: readonly string[]; readonly body: readonly (readonly string[])[] }

/** The layout of rows: the width of each column, and how many columns fit. */
type Shape = Rows & { readonly widths: readonly number[]; readonly count: number }

const rowsOf = (listing: Listing): Rows => ({
  head: listing.columns.map(({ heading }) => plain(heading)),
  body: Array.from(listing.rows, (row) => row.map(plain)),
})

/** The maximum length of texts before they are truncated, and of headings before they are wrapped. */
type Room = { readonly cells: number; readonly headings: number }

const unlimited: Room = { cells: Number.POSITIVE_INFINITY, headings: Number.POSITIVE_INFINITY }
const comfortableWidths: Room = { cells: 48, headings: 48 }
const narrow: Room = { cells: 36, headings: 8 }
const cramped: Room = { cells: 28, headings: 8 }

const longestWord = (text: string): number => Math.max(...text.split(' ').map(widthOf))

const shapeRows = ({ head, body }: Rows, { cells, headings }: Room): Omit<Shape, 'count'> => {
  const short = body.map((row) => row.map((cell) => truncate(cell, cells)))
  const longest = head.map((_, index) => short.reduce((most, row) => Math.max(most, widthOf(row[index] ?? '')), 1))
  const widths = head.map((heading, index) =>
    Math.max(longest[index] ?? 1, Math.min(widthOf(heading), Math.max(longestWord(heading), headings))),
  )
  return { head: head.map((heading, index) => wrap(heading, widths[index] ?? 1)), body: short, widths }
}

const countFitting = (widths: readonly number[], columns: number): number => {
  let room = columns - 1
  const first = widths.findIndex((width) => {
    room -= width + 3
    return room < 0
  })
  return first === -1 ? widths.length : Math.max(1, first)
}

const shapedFor = (rows: Rows, columns: number | undefined): Shape => {
  if (columns === undefined) return { ...shapeRows(rows, unlimited), count: rows.head.length }
  for (const room of [comfortableWidths, narrow, cramped]) {
    const whole = shapeRows(rows, room)
    if (countFitting(whole.widths, columns) === rows.head.length) return { ...whole, count: rows.head.length }
  }
  const tight = shapeRows(rows, narrow)
  return { ...tight, count: countFitting(tight.widths, columns) }
}

const withoutColumns = (edge: 'top' | 'bottom'): { readonly [char: string]: string } =>
  Object.fromEntries(['', '-mid', '-left', '-right'].map((part) => [`${edge}${part}`, '']))

/** A table is rendered in chunks, since the time grows faster than the number of rows. */
const rowsPerChunk = 500

type Chunk = { readonly shape: Shape; readonly start: number }

const render = ({ shape: { head, body, widths, count }, start }: Chunk): string => {
  const isFirst = start === 0
  const isLast = start + rowsPerChunk >= body.length
  const table = new Table({
    ...(isFirst ? { head: head.slice(0, count) } : {}),
    ...(isFirst && isLast ? {} : { colWidths: widths.slice(0, count).map((width) => width + 2) }),
    chars: { ...(isFirst ? {} : withoutColumns('top')), ...(isLast ? {} : withoutColumns('bottom')) },
    style: { head: [], border: [], compact: true },
  })
  for (const row of body.slice(start, start + rowsPerChunk)) table.push(row.slice(0, count))
  return `${table.toString()}\n`
}

const printPieces = async (io: Io, shape: Shape): Promise<void> => {
  let start = 0
  do {
    await print(io, render({ shape, start }))
    start += rowsPerChunk
  } while (start < shape.body.length && !io.signal.aborted)
}

const allColumnsHint = 'See all with --csv FILE, --xlsx FILE, --jsonl FILE or --json.'

/**
 * Prints a listing as a table that fits the terminal; if columns are left out, a hint on stderr tells how to see all.
 */
export const printTable = async (io: Io, listing: Listing, seeAll: string = allColumnsHint): Promise<void> => {
  const shape = shapedFor(rowsOf(listing), io.columns)
  await printPieces(io, shape)
  const all = listing.columns.length
  if (shape.count < all) say(io, `${shape.count} of ${all} columns fit into this terminal. ${seeAll}`)
}
