import { sha256 } from '#platform'
import type { Row } from '../recorded.js'

/**
 * The seal of consecutive events. `events` has a line for each: its digest, its revision and its stream. `recordedAt`
 * is the recording time of all of them; `null` if each digest includes its own.
 */
export type Link = {
  /** The position of the first event. */
  readonly first: number
  /** The position of the last event. */
  readonly last: number
  readonly recordedAt: string | null
  readonly events: string
  /** The hash of the previous link's hash and of the fields above. */
  readonly hash: string
}

/** The end of a chain: the position of the last sealed event, and the hash of its link. */
export type ChainEnd = { readonly position: number; readonly hash: string }

/** The end of an empty chain. */
export const noLinks: ChainEnd = Object.freeze({ position: 0, hash: '' })

/** An event in the form that is compared: `content` contains all fields that are not listed. */
export type ComparableEvent = Pick<Row, 'position' | 'stream' | 'revision' | 'recordedAt'> & {
  readonly content: string
}

// JSON and ids never contain this character unescaped; a type could, but it comes last.
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

/** Converts a row to the form that is compared. */
export const toComparable = (row: Row): ComparableEvent => {
  const { position, stream, revision, recordedAt } = row
  return { position, stream, revision, recordedAt, content: contentOf(row) }
}

/** The digest of an event, with or without its recording time. */
export const digestOf = (stream: string, content: string, recordedAt: string | null): string =>
  sha256((recordedAt ?? '') + separator + stream + separator + content)

/** The line of an event. */
export const lineOf = (digest: string, { revision, stream }: Pick<ComparableEvent, 'revision' | 'stream'>): string =>
  // A line break in the name becomes a space; the digest covers the exact name.
  `${digest} ${revision} ${stream.includes('\n') ? stream.replaceAll('\n', ' ') : stream}`

/** The digest of an event as a link records it. */
export const digestIn = ({ recordedAt: ofAll }: Pick<Link, 'recordedAt'>, event: ComparableEvent): string =>
  digestOf(event.stream, event.content, ofAll === null ? event.recordedAt : null)

/** The hash of a link after a previous hash; the PostgreSQL function `append` computes the same. */
export const hashOf = (previous: string, { first, last, recordedAt, events }: Omit<Link, 'hash'>): string =>
  sha256(`${previous} ${first} ${last} ${recordedAt ?? ''}\n${events}`)

const timed = { recordedAt: null }

/** The line of an event in a link without a recording time. */
export const timedLineOf = (event: ComparableEvent): string => lineOf(digestIn(timed, event), event)

/** A link of lines after the end of a chain. */
export const linkAfter = ({ position, hash }: ChainEnd, lines: readonly string[]): Link => {
  const link = { first: position + 1, last: position + lines.length, ...timed, events: lines.join('\n') }
  return { ...link, hash: hashOf(hash, link) }
}

/** The end of a chain whose last link this is. */
export const endOf = ({ last, hash }: Link): ChainEnd => ({ position: last, hash })
