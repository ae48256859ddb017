import { resolve } from 'node:path'
import { readHeadings } from '@clientele/adapters/import'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../../cli-error.js'

type Headings = { readonly [theirs: string]: string }

/**
 * A map from foreign headings to our columns, read from a CSV or Excel file with two columns: theirs and ours. Headings
 * without one of our columns are ignored.
 */
export const headingsIn = async (file: string, directory: string): Promise<Either<CliError, Headings>> => {
  const headings = await readHeadings(resolve(directory, file))
  return headings === null
    ? failed(`--map: ${file} cannot be read. Give a CSV or Excel file with two columns: their headings and ours.`)
    : right(headings)
}
