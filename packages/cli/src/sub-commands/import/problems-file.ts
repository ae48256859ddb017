import { resolve } from 'node:path'
import type { Sheet } from '@clientele/adapters/excel'
import { problemSentence, type RefusedRows } from '@clientele/adapters/import'
import { type ListingColumn, type Locale, messagesFor } from '@clientele/projections'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Ending, failed, sentenceOf } from '../../cli-error.js'
import { type Io, say } from '../../io.js'
import { type OwnFiles, unlessOwnFile } from '../../opening/own-files.js'

const column = (key: string, heading: string, width: number, kind: ListingColumn['kind'] = 'text'): ListingColumn => ({
  key,
  heading,
  width,
  kind,
})

const ofProblems = ({ headings }: ReturnType<typeof messagesFor>): readonly ListingColumn[] => [
  column('problemRow', headings.problemRow, 10, 'number'),
  column('problemText', headings.problemText, 60),
]

/** The refused rows of a file as a sheet: beneath its own headings, with row number and reason behind them. */
const sheetOf = ({ kind, headings, rows }: RefusedRows, locale: Locale): Sheet => ({
  name: kind.replace(/\.csv$/, ''),
  columns: [...headings.map((heading, at) => column(String(at), heading, 20)), ...ofProblems(messagesFor(locale))],
  rows: rows.map(({ row, fields, problems }) => [
    ...headings.map((_, at) => fields[at] ?? ''),
    row,
    problems.map((problem) => problemSentence(problem, locale)).join(' '),
  ]),
})

type Ways = OwnFiles & { readonly problems?: string | undefined; readonly locale: Locale }

/** Writes the refused rows into an Excel file, a sheet for each file, and says so; nothing where none was refused. */
export const writeProblems = async (
  refused: readonly RefusedRows[],
  { problems, ...args }: Ways,
  io: Io,
): Promise<Ending> => {
  if (problems === undefined || refused.length === 0) return right(undefined)
  const allowed = await unlessOwnFile(args, io.cwd, problems)
  if (isLeft(allowed)) return allowed
  const { writeXlsx } = await import('@clientele/adapters/excel')
  const sheets = refused.map((rows) => sheetOf(rows, args.locale))
  const written = await writeXlsx(sheets, resolve(io.cwd, problems), { signal: io.signal })
  if (isLeft(written)) return failed(sentenceOf(written.left))
  say(io, `Wrote ${written.right.rows} refused rows into ${problems}: correct them and import that file.`)
  return right(undefined)
}
