import { type Io, print } from '../io.js'

const eachOnALine = function* (rows: readonly unknown[]): Iterable<string> {
  yield '['
  let separator = '\n'
  for (const row of rows) {
    yield `${separator}${JSON.stringify(row)}`
    separator = ',\n'
  }
  yield rows.length === 0 ? ']' : '\n]'
}

const fieldsOf = function* (value: object): Iterable<string> {
  let separator = '{'
  for (const [name, field] of Object.entries(value).filter(([, one]) => one !== undefined)) {
    yield `${separator}${JSON.stringify(name)}:`
    if (Array.isArray(field)) yield* eachOnALine(field)
    else yield JSON.stringify(field)
    separator = ',\n'
  }
  yield separator === '{' ? '{}' : '}'
}

/** One JSON document in pieces, a row on a line: a document may be longer than a string can be. */
const jsonPieces = (value: unknown): Iterable<string> => {
  if (Array.isArray(value)) return eachOnALine(value)
  return typeof value === 'object' && value !== null ? fieldsOf(value) : [JSON.stringify(value)]
}

const enough = 65_536

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
