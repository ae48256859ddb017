import type { Listing } from '@clientele/projections'
import Table from 'cli-table3'
import { type Io, print, say } from '../io.js'
import { plain } from './plain.js'
import { cut, widthOf, wrapped } from './text.js'

type Rows = { readonly head: readonly string[]; readonly body: readonly (readonly string[])[] }

/** Rows as they are drawn: how wide each column is, and how many of the columns there is room for. */
type Shape = Rows & { readonly widths: readonly number[]; readonly count: number }

const rowsOf = (listing: Listing): Rows => ({
  head: listing.columns.map(({ heading }) => plain(heading)),
  body: Array.from(listing.rows, (row) => row.map(plain)),
})

/** How long texts may become before they are cut, and headings before they are wrapped. */
type Room = { readonly cells: number; readonly headings: number }

const unlimited: Room = { cells: Number.POSITIVE_INFINITY, headings: Number.POSITIVE_INFINITY }
const comfortable: Room = { cells: 48, headings: 48 }
const narrow: Room = { cells: 36, headings: 8 }
const cramped: Room = { cells: 28, headings: 8 }

const longestWord = (text: string): number => Math.max(...text.split(' ').map(widthOf))

const shaped = ({ head, body }: Rows, { cells, headings }: Room): Omit<Shape, 'count'> => {
  const short = body.map((row) => row.map((cell) => cut(cell, cells)))
  const longest = head.map((_, index) => short.reduce((most, row) => Math.max(most, widthOf(row[index] ?? '')), 1))
  const widths = head.map((heading, index) =>
    Math.max(longest[index] ?? 1, Math.min(widthOf(heading), Math.max(longestWord(heading), headings))),
  )
  return { head: head.map((heading, index) => wrapped(heading, widths[index] ?? 1)), body: short, widths }
}

const fitting = (widths: readonly number[], columns: number): number => {
  let room = columns - 1
  const first = widths.findIndex((width) => {
    room -= width + 3
    return room < 0
  })
  return first === -1 ? widths.length : Math.max(1, first)
}

const shapedFor = (rows: Rows, columns: number | undefined): Shape => {
  if (columns === undefined) return { ...shaped(rows, unlimited), count: rows.head.length }
  for (const room of [comfortable, narrow, cramped]) {
    const whole = shaped(rows, room)
    if (fitting(whole.widths, columns) === rows.head.length) return { ...whole, count: rows.head.length }
  }
  const tight = shaped(rows, narrow)
  return { ...tight, count: fitting(tight.widths, columns) }
}

const without = (edge: 'top' | 'bottom'): { readonly [char: string]: string } =>
  Object.fromEntries(['', '-mid', '-left', '-right'].map((part) => [`${edge}${part}`, '']))

/** A table is drawn in pieces: the time it takes grows faster than the rows. */
const rowsAtOnce = 500

type Piece = { readonly shape: Shape; readonly start: number }

const rendered = ({ shape: { head, body, widths, count }, start }: Piece): string => {
  const isFirst = start === 0
  const isLast = start + rowsAtOnce >= body.length
  const table = new Table({
    ...(isFirst ? { head: head.slice(0, count) } : {}),
    ...(isFirst && isLast ? {} : { colWidths: widths.slice(0, count).map((width) => width + 2) }),
    chars: { ...(isFirst ? {} : without('top')), ...(isLast ? {} : without('bottom')) },
    style: { head: [], border: [], compact: true },
  })
  for (const row of body.slice(start, start + rowsAtOnce)) table.push(row.slice(0, count))
  return `${table.toString()}\n`
}

const printPieces = async (io: Io, shape: Shape): Promise<void> => {
  let start = 0
  do {
    await print(io, rendered({ shape, start }))
    start += rowsAtOnce
  } while (start < shape.body.length && !io.signal.aborted)
}

const howToSeeAll = 'See all with --csv FILE, --xlsx FILE, --jsonl FILE or --json.'

/** Prints a listing as a table, as wide as the terminal allows; where columns are left out, stderr says how to see all. */
export const printTable = async (io: Io, listing: Listing, seeAll: string = howToSeeAll): Promise<void> => {
  const shape = shapedFor(rowsOf(listing), io.columns)
  await printPieces(io, shape)
  const all = listing.columns.length
  if (shape.count < all) say(io, `${shape.count} of ${all} columns fit into this terminal. ${seeAll}`)
}
