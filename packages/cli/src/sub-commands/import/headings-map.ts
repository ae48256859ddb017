import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type Complaint, failed } from '../../cli-error.js'

type Headings = { readonly [theirs: string]: string }

const headingsOf = (text: string): Headings =>
  Object.fromEntries(
    text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, theirs = '', ours = ''] = /^(.*?)[,;\t]([^,;\t]*)$/.exec(line) ?? []
        const heading = theirs.trim().replace(/^"|"$/g, '')
        return heading === '' ? [] : [[heading, ours.trim().replace(/^"|"$/g, '')] as const]
      }),
  )

/**
 * Headings of somebody else's files and the columns they stand for, from a CSV file with two columns (commas, semicolons
 * or tabs): theirs and ours. A heading without a column of ours is not read.
 */
export const headingsIn = async (file: string, directory: string): Promise<Either<Complaint, Headings>> => {
  const text = await readFile(resolve(directory, file), 'utf8').catch(() => null)
  return text === null
    ? failed(`--map: ${file} cannot be read. Give a CSV file with two columns: their headings and ours.`)
    : right(headingsOf(text))
}
