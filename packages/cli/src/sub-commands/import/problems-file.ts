import { resolve } from 'node:path'
import { type RefusedRows, refusedSheet } from '@clientele/adapters/import'
import type { Locale } from '@clientele/projections'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Ending, failed, sentenceOf } from '../../cli-error.js'
import { type Io, say } from '../../io.js'
import { type OwnFiles, refuseInputFile, refuseOwnFile } from '../../opening/own-files.js'

type OutputArgs = OwnFiles & { readonly problems?: string | undefined; readonly locale: Locale }

type ProblemsArgs = OutputArgs & { readonly DIR: string; readonly map?: string | undefined }

/** Refuses a file for refused rows that the import reads or that belongs to the register. */
export const refuseProblemsFile = async (
  { DIR: directory, map, problems, ...args }: ProblemsArgs,
  { cwd }: Pick<Io, 'cwd'>,
): Promise<Ending> => {
  if (problems === undefined) return right(undefined)
  const read = await refuseInputFile(map === undefined ? [directory] : [directory, map], cwd, problems)
  return isLeft(read) ? read : refuseOwnFile(args, cwd, problems)
}

/** Writes refused rows, if any, to an Excel file with a sheet per file, and reports it. */
export const writeProblems = async (
  refused: readonly RefusedRows[],
  { problems, ...args }: OutputArgs,
  io: Io,
): Promise<Ending> => {
  if (problems === undefined || refused.length === 0) return right(undefined)
  const { writeXlsx } = await import('@clientele/adapters/excel')
  const sheets = refused.map((rows) => refusedSheet(rows, args.locale))
  const written = await writeXlsx(sheets, resolve(io.cwd, problems), { signal: io.signal })
  if (isLeft(written)) return failed(sentenceOf(written.left))
  say(io, `Wrote ${written.right.rows} refused rows into ${problems}: correct them and import that file.`)
  return right(undefined)
}
