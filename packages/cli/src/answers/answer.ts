import { resolve } from 'node:path'
import { type CsvReader, type WriteFailure, type Written, writeCsv } from '@clientele/adapters/csv'
import { writeJsonLines } from '@clientele/adapters/json-lines'
import type { Listing } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type Ending, failed, sentenceOf, usageFailure } from '../cli-error.js'
import { type Io, say } from '../io.js'
import { type OwnFiles, refuseOwnFile, sameOutputs } from '../opening/own-files.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'

/** An answer as JSON and as a listing, each computed on demand. */
export type Answer = { readonly json: () => unknown; readonly listing: () => Listing }

const done: Ending = right(undefined)

const reportWritten = (written: Either<WriteFailure, Written>, file: string, io: Io): Ending => {
  if (isLeft(written)) return failed(sentenceOf(written.left))
  say(io, `Wrote ${written.right.rows} rows into ${file}.`)
  return done
}

/** Writes a listing to an Excel file and reports it. */
const answerXlsx = async (listing: Listing & { readonly name?: string }, file: string, io: Io): Promise<Ending> => {
  const { writeXlsx } = await import('@clientele/adapters/excel')
  const progress = progressOf(io, file, 'rows')
  const onProgress = ({ rows }: { readonly rows: number }): void => progress.at(rows)
  const written = await writeXlsx(listing, resolve(io.cwd, file), { onProgress, signal: io.signal })
  progress.stop()
  return reportWritten(written, file, io)
}

type Write = (to: string | Io['stdout']) => Promise<Either<WriteFailure, Written>>

/** Writes text to a file and reports it, or to stdout. */
const answerText = async (write: Write, file: string, io: Io): Promise<Ending> => {
  if (file !== '-') return reportWritten(await write(resolve(io.cwd, file)), file, io)
  const written = await write(io.stdout)
  return isLeft(written) ? failed(sentenceOf(written.left)) : done
}

/** The output options; the files of `store` and `snapshots` must not be overwritten. */
type OutputOptions = OwnFiles & {
  readonly csv?: string | undefined
  readonly 'csv-for'?: CsvReader | undefined
  readonly jsonl?: string | undefined
  readonly xlsx?: string | undefined
  readonly json: boolean
}

/** Refuses output to files of the register, and two outputs to stdout or to one file. */
const checkOutputs = async (args: OutputOptions, io: Io): Promise<Ending> => {
  const { csv, jsonl, xlsx, json } = args
  const toStdout = [json ? '--json' : [], csv === '-' ? '--csv -' : [], jsonl === '-' ? '--jsonl -' : []].flat()
  const [one, other] = toStdout
  if (other !== undefined) return usageFailure(`${one} and ${other} would both write to stdout: choose one.`)
  if (args['csv-for'] !== undefined && csv === undefined)
    return usageFailure('--csv-for says who is to open the file of --csv: give that too.')
  const files = [csv, jsonl, xlsx].flatMap((file) => (file === undefined || file === '-' ? [] : [file]))
  for (const file of files) {
    const refused = await refuseOwnFile(args, io.cwd, file)
    if (isLeft(refused)) return refused
  }
  const [first, second] = (await sameOutputs(files, io.cwd)) ?? []
  return first === undefined || second === undefined
    ? done
    : usageFailure(`${first} and ${second} are one file, and only one of both would remain: choose another name.`)
}

/** Writes an answer in all requested formats: files, JSON, or else a table. */
export const writeAnswer = async (args: OutputOptions, io: Io, { json, listing }: Answer): Promise<Ending> => {
  const { csv, jsonl, xlsx, json: asJson } = args
  const refused = await checkOutputs(args, io)
  if (isLeft(refused)) return refused
  const { signal } = io
  const ways = [
    xlsx === undefined ? [] : () => answerXlsx(listing(), xlsx, io),
    csv === undefined
      ? []
      : () => answerText((to) => writeCsv(listing(), to, { for: args['csv-for'], signal }), csv, io),
    jsonl === undefined ? [] : () => answerText((to) => writeJsonLines(listing(), to, { signal }), jsonl, io),
  ].flat()
  for (const way of ways) {
    const written = await way()
    if (isLeft(written)) return written
  }
  if (asJson) await printJson(io, json())
  else if (ways.length === 0) await printTable(io, listing())
  return done
}
