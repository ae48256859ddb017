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

/** An event as it is compared: `content` is all that is not told by the other fields. */
export type Stored = Pick<Row, 'position' | 'stream' | 'revision' | 'recordedAt'> & { readonly content: string }

// Neither JSON nor an id holds one as it is: of these texts only a type could, and it stands last.
const separator = '\u001f'

type Content = Pick<Row, 'id' | 'schemaVersion' | 'ordinal' | 'data' | 'metadata' | 'type'>

/** The content of an event as one text. */
export const contentOf = ({ id, schemaVersion, ordinal, data, metadata, type }: Content): string =>
  `${id}\u001f${schemaVersion}\u001f${ordinal}\u001f${data}\u001f${metadata}\u001f${type}`

/** The content of a row of `events e` in SQL. */
export const contentInSql = (separatorInSql: string): string =>
  ['id', 'schema_version', 'ordinal', 'data', 'metadata', 'type']
    .map((column) => `e.${column}`)
    .join(` || ${separatorInSql} || `)

/** A row as it is compared. */
export const storedFrom = (row: Row): Stored => {
  const { position, stream, revision, recordedAt } = row
  return { position, stream, revision, recordedAt, content: contentOf(row) }
}

/** The digest of an event, with or without its time of recording. */
export const digestOf = (stream: string, content: string, recordedAt: string | null): string =>
  sha256((recordedAt ?? '') + separator + stream + separator + content)

/** The line of an event. */
export const lineOf = (digest: string, { revision, stream }: Pick<Stored, 'revision' | 'stream'>): string =>
  // The digest has the name as it is.
  `${digest} ${revision} ${stream.includes('\n') ? stream.replaceAll('\n', ' ') : stream}`

/** The digest of an event, as a link has it. */
export const digestIn = ({ recordedAt: ofAll }: Pick<Link, 'recordedAt'>, event: Stored): string =>
  digestOf(event.stream, event.content, ofAll === null ? event.recordedAt : null)

/** The hash of a link behind another hash; the same is computed in PostgreSQL. */
export const hashOf = (previous: string, { first, last, recordedAt, events }: Omit<Link, 'hash'>): string =>
  sha256(`${previous} ${first} ${last} ${recordedAt ?? ''}\n${events}`)

const timed = { recordedAt: null }

/** The line of an event in a link that has no time of its own. */
export const timedLineOf = (event: Stored): string => lineOf(digestIn(timed, event), event)

/** A link for lines that belong behind the end of a chain. */
export const linkAfter = ({ position, hash }: ChainEnd, lines: readonly string[]): Link => {
  const link = { first: position + 1, last: position + lines.length, ...timed, events: lines.join('\n') }
  return { ...link, hash: hashOf(hash, link) }
}

/** The end of a chain with a link at its end. */
export const endOf = ({ last, hash }: Link): ChainEnd => ({ position: last, hash })
