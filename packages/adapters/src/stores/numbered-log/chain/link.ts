import { sha256 } from '#platform'
import type { Row } from '../recorded.js'

/**
 * The seal of some events that stand one behind the other. `events` has a line for each: its digest, its revision and
 * its stream. `recordedAt` is the time of recording of all of them; `null` where each digest holds its own.
 */
export type Link = {
  /** The position of the first event. */
  readonly first: number
  /** The position of the last event. */
  readonly last: number
  readonly recordedAt: string | null
  readonly events: string
  /** The hash of the link before and of everything above. */
  readonly hash: string
}

/** The end of a chain: the position of the last sealed event, and the hash of its link. */
export type ChainEnd = { readonly position: number; readonly hash: string }

/** The chain without links. */
export const noLinks: ChainEnd = Object.freeze({ position: 0, hash: '' })

type Content = Omit<Row, 'position' | 'recordedAt' | 'revision'>

/** The digest of the content of an event. The lengths keep a text from passing for a part of its neighbour. */
export const digestOf = (
  { id, type, schemaVersion, stream, ordinal, data, metadata }: Content,
  recordedAt: string | null,
): string =>
  sha256(
    `${id.length} ${stream.length} ${type.length} ${data.length} ${schemaVersion} ${ordinal} ${recordedAt ?? ''}\n${id}${stream}${type}${data}${metadata}`,
  )

/** The line of an event. */
export const lineOf = (digest: string, { revision, stream }: Pick<Row, 'revision' | 'stream'>): string =>
  // The digest has the name as it is.
  `${digest} ${revision} ${stream.includes('\n') ? stream.replaceAll('\n', ' ') : stream}`

/** The line of a row that stands where a link says. */
export const lineOfRow = (row: Row, { recordedAt }: Pick<Link, 'recordedAt'>): string =>
  lineOf(digestOf(row, recordedAt === null ? row.recordedAt : null), row)

/** The hash of a link behind another hash; the same is computed in PostgreSQL. */
export const hashOf = (previous: string, { first, last, recordedAt, events }: Omit<Link, 'hash'>): string =>
  sha256(`${previous} ${first} ${last} ${recordedAt ?? ''}\n${events}`)

/** A link for lines that belong behind the end of a chain. */
export const linkAfter = ({ position, hash }: ChainEnd, lines: readonly string[]): Link => {
  const link = { first: position + 1, last: position + lines.length, recordedAt: null, events: lines.join('\n') }
  return { ...link, hash: hashOf(hash, link) }
}

/** A link for rows that belong behind the end of a chain. */
export const linkOfRows = (end: ChainEnd, rows: readonly Row[]): Link =>
  linkAfter(
    end,
    rows.map((row) => lineOfRow(row, { recordedAt: null })),
  )

/** The end of a chain with a link at its end. */
export const endOf = ({ last, hash }: Link): ChainEnd => ({ position: last, hash })
