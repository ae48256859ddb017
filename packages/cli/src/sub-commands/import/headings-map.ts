import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../../cli-error.js'

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
 * A map from foreign headings to our columns, read from a CSV file with two columns (separated by commas, semicolons or
 * tabs): theirs and ours. Headings without one of our columns are ignored.
 */
export const headingsIn = async (file: string, directory: string): Promise<Either<CliError, Headings>> => {
  const text = await readFile(resolve(directory, file), 'utf8').catch(() => null)
  return text === null
    ? failed(`--map: ${file} cannot be read. Give a CSV file with two columns: their headings and ours.`)
    : right(headingsOf(text))
}
