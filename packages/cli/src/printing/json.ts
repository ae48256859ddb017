import { invisibleCharacters } from '@clientele/domain'
import { type Io, print } from '../io.js'
import { hexOf } from './plain.js'

const unseenInJson = new RegExp(`[\\x7f-\\x9f${invisibleCharacters}]`, 'gu')

const escapeOf = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${hexOf(unit.charCodeAt(0), 4).toLowerCase()}`)
    .join('')

/** A value as JSON that shows each of its characters: what steers a terminal or shows nothing is escaped. */
export const jsonOf = (value: unknown): string => JSON.stringify(value).replace(unseenInJson, escapeOf)

const eachOnALine = function* (rows: readonly unknown[]): Iterable<string> {
  yield '['
  let separator = '\n'
  for (const row of rows) {
    yield `${separator}${jsonOf(row)}`
    separator = ',\n'
  }
  yield rows.length === 0 ? ']' : '\n]'
}

const fieldsOf = function* (value: object): Iterable<string> {
  let separator = '{'
  for (const [name, field] of Object.entries(value).filter(([, one]) => one !== undefined)) {
    yield `${separator}${jsonOf(name)}:`
    if (Array.isArray(field)) yield* eachOnALine(field)
    else yield jsonOf(field)
    separator = ',\n'
  }
  yield separator === '{' ? '{}' : '}'
}

/** One JSON document in pieces, a row on a line: a document may be longer than a string can be. */
const jsonPieces = (value: unknown): Iterable<string> => {
  if (Array.isArray(value)) return eachOnALine(value)
  return typeof value === 'object' && value !== null ? fieldsOf(value) : [jsonOf(value)]
}

const enough = 65_536

/** Prints values on stdout, a JSON document on a line each. */
export const printJsonLines = (io: Io, values: readonly unknown[]): Promise<void> =>
  print(io, values.map((value) => `${jsonOf(value)}\n`).join(''))

/** Prints one JSON document on stdout. */
export const printJson = async (io: Io, value: unknown): Promise<void> => {
  let text = ''
  for (const piece of jsonPieces(value)) {
    if (io.signal.aborted) return
    text += piece
    if (text.length < enough) continue
    await print(io, text)
    text = ''
  }
  await print(io, `${text}\n`)
}
