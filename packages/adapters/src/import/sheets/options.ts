import type { MalformedOptions } from '@clientele/domain'
import { canonicalEncoding, isEncoding } from '../../files/csv/encoding.js'
import { type DateOrder, dateOrders } from './cells.js'
import { shortenHeading } from './headings.js'

/**
 * The format of files, where it should not be detected: `encoding` (WHATWG name, `windows-1252`), `delimiter` (one
 * character), `headings` (theirs → ours; an empty text for a column that is not read), `dates` (`d.m.y`; without it
 * only `YYYY-MM-DD` is a date, and in Excel files date cells).
 */
export type FileOptions = {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly headings?: { readonly [theirs: string]: string } | undefined
  readonly dates?: DateOrder | undefined
}

const problemOf = ({ encoding, delimiter, headings }: FileOptions): string | null => {
  if (encoding !== undefined && !isEncoding(encoding))
    return '`encoding` is the name of an encoding: utf-8, utf-16le, windows-1252, windows-1257 ...'
  if (delimiter !== undefined && !/^[^"'\r\n\w]$/.test(delimiter)) return '`delimiter` is one character, such as ;'
  const wrong = Object.entries(headings ?? {}).find(([, ours]) => typeof ours !== 'string')
  return wrong === undefined
    ? null
    : `\`headings\` says a column of ours for each heading, as a text; the one of ${JSON.stringify(shortenHeading(wrong[0]))} is none.`
}

/** The kinds of file options, for `malformedOptions`. */
export const fileOptionKinds = { encoding: 'text', delimiter: 'text', headings: 'object', dates: dateOrders } as const

/** The problem of file options; `null` if they are valid. */
export const malformedFileOptions = (of: string, options: FileOptions): MalformedOptions | null => {
  const problem = problemOf(options)
  return problem === null ? null : { error: 'MalformedOptions', problem: `${of}: ${problem}` }
}

/** The WHATWG name of the encoding. */
export const encodingIn = ({ encoding }: FileOptions): string | undefined =>
  encoding === undefined ? undefined : canonicalEncoding(encoding)
