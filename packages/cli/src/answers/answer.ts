import { resolve } from 'node:path'
import { type CsvReader, type WriteFailure, type Written, writeCsv } from '@clientele/adapters/csv'
import type { Listing } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type Ending, failed, misused, sentenceOf } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { type OwnFiles, unlessOwnFile } from '../opening/own-files.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'

/** An answer in its two shapes, each made when it is asked for. */
export type Answer = { readonly json: () => unknown; readonly listing: () => Listing }

const done: Ending = right(undefined)

const told = (written: Either<WriteFailure, Written>, file: string, io: Io): Ending => {
  if (isLeft(written)) return failed(sentenceOf(written.left))
  say(io, `Wrote ${written.right.rows} rows into ${file}.`)
  return done
}

/** Writes a listing into an Excel file and says so. */
const answerXlsx = async (listing: Listing & { readonly name?: string }, file: string, io: Io): Promise<Ending> => {
  const { writeXlsx } = await import('@clientele/adapters/excel')
  const progress = progressOf(io, file, 'rows')
  const onProgress = ({ rows }: { readonly rows: number }): void => progress.at(rows)
  const written = await writeXlsx(listing, resolve(io.cwd, file), { onProgress, signal: io.signal })
  progress.stop()
  return told(written, file, io)
}

const answerCsv = async (listing: Listing, file: string, reader: CsvReader | undefined, io: Io): Promise<Ending> => {
  const options = { for: reader, signal: io.signal }
  if (file !== '-') return told(await writeCsv(listing, resolve(io.cwd, file), options), file, io)
  const written = await writeCsv(listing, io.stdout, options)
  return isLeft(written) ? failed(sentenceOf(written.left)) : done
}

/** Where an answer is to go; `store` and `snapshots` are read from. */
type Ways = OwnFiles & {
  readonly csv?: string | undefined
  readonly 'csv-for'?: CsvReader | undefined
  readonly xlsx?: string | undefined
  readonly json: boolean
}

/** Gives an answer in every way the options ask for: files, JSON, or else a table. */
export const give = async (args: Ways, io: Io, { json, listing }: Answer): Promise<Ending> => {
  const { csv, xlsx, json: asJson } = args
  if (asJson && csv === '-') return misused('--json and --csv - would both write to stdout: choose one.')
  if (args['csv-for'] !== undefined && csv === undefined)
    return misused('--csv-for says who is to open the file of --csv: give that too.')
  for (const file of [csv, xlsx]) {
    const refused = file === undefined || file === '-' ? done : await unlessOwnFile(args, io.cwd, file)
    if (isLeft(refused)) return refused
  }
  const intoXlsx = xlsx === undefined ? done : await answerXlsx(listing(), xlsx, io)
  if (isLeft(intoXlsx)) return intoXlsx
  const intoCsv = csv === undefined ? done : await answerCsv(listing(), csv, args['csv-for'], io)
  if (isLeft(intoCsv)) return intoCsv
  if (asJson) await printJson(io, json())
  else if (csv === undefined && xlsx === undefined) await printTable(io, listing())
  return done
}
