import { invisibleCharacters } from '@clientele/domain'
import { type Io, print } from '../io.js'
import { hexOf } from './plain.js'

const hiddenInJson = new RegExp(`[\\x7f-\\x9f${invisibleCharacters}]`, 'gu')

const escapeOf = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${hexOf(unit.charCodeAt(0), 4).toLowerCase()}`)
    .join('')

/** A value as JSON with control and invisible characters escaped. */
export const jsonOf = (value: unknown): string => JSON.stringify(value).replace(hiddenInJson, escapeOf)

const onePerLine = function* (rows: readonly unknown[]): Iterable<string> {
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
    if (Array.isArray(field)) yield* onePerLine(field)
    else yield jsonOf(field)
    separator = ',\n'
  }
  yield separator === '{' ? '{}' : '}'
}

/** A JSON document in chunks, one row per line, since a document may exceed the maximum length of a string. */
const jsonPieces = (value: unknown): Iterable<string> => {
  if (Array.isArray(value)) return onePerLine(value)
  return typeof value === 'object' && value !== null ? fieldsOf(value) : [jsonOf(value)]
}

const chunkSize = 65_536

/** Prints values to stdout, as one JSON document per line. */
export const printJsonLines = (io: Io, values: readonly unknown[]): Promise<void> =>
  print(io, values.map((value) => `${jsonOf(value)}\n`).join(''))

/** Prints one JSON document to stdout. */
export const printJson = async (io: Io, value: unknown): Promise<void> => {
  let text = ''
  for (const piece of jsonPieces(value)) {
    if (io.signal.aborted) return
    text += piece
    if (text.length < chunkSize) continue
    await print(io, text)
    text = ''
  }
  await print(io, `${text}\n`)
}
