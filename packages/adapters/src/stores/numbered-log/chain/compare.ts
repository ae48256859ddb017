import type { Row } from '../recorded.js'
import { type ChainEnd, endOf, hashOf, type Link, lineOfRow } from './link.js'

/** The place in the log where a row, or the chain itself, is not as it was sealed. */
export type Mismatch = { readonly position: number; readonly link: Link | null }

/** How far rows and links were compared, and the id of the last event. */
export type Compared = { readonly end: ChainEnd; readonly eventId: string }

const lineBreak = 10

const hasLine = ({ events }: Link, line: string, offset: number): boolean => {
  const end = offset + line.length
  return (end === events.length || events.charCodeAt(end) === lineBreak) && events.startsWith(line, offset)
}

const isSealedBehind = (link: Link, { position, hash }: ChainEnd): boolean =>
  link.first === position + 1 && link.last >= link.first && hashOf(hash, link) === link.hash

/** The index after the rows of a link, or the position of the first one that does not fit. */
const compareRows = (link: Link, rows: readonly Row[], start: number): Mismatch | null => {
  let offset = 0
  for (let position = link.first; position <= link.last; position += 1) {
    const row = rows[start + position - link.first]
    if (row === undefined || row.position !== position) return { position, link }
    if (link.recordedAt !== null && link.recordedAt !== row.recordedAt) return { position, link }
    const line = lineOfRow(row, link)
    if (!hasLine(link, line, offset)) return { position, link }
    offset += line.length + 1
  }
  return offset === link.events.length + 1 ? null : { position: link.first, link: null }
}

/** Compares links with the rows behind the end of a chain; the rows of all of them, as far as there are any. */
export const compare = (before: Compared, links: readonly Link[], rows: readonly Row[]): Compared | Mismatch => {
  let { end, eventId } = before
  let start = 0
  for (const link of links) {
    if (!isSealedBehind(link, end)) return { position: end.position + 1, link: null }
    const mismatch = compareRows(link, rows, start)
    if (mismatch !== null) return mismatch
    start += link.last - link.first + 1
    end = endOf(link)
    eventId = rows[start - 1]?.id ?? ''
  }
  return { end, eventId }
}
