import { type ListingColumn, type Locale, messagesFor } from '@clientele/projections'
import type { Sheet } from '../../files/excel/index.js'
import { problemSentence } from './problem-sentence.js'
import type { RefusedRows } from './refused-rows.js'

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

/**
 * The refused rows of a file as a sheet: with the file's own headings, followed by row number and reason (a sentence in
 * the language of `locale`). After corrections the sheet can be imported as it is.
 */
export const refusedSheet = ({ kind, headings, rows }: RefusedRows, locale: Locale): Sheet => ({
  name: kind.replace(/\.csv$/, ''),
  columns: [...headings.map((heading, at) => column(String(at), heading, 20)), ...ofProblems(messagesFor(locale))],
  rows: rows.map(({ row, fields, problems }) => [
    ...headings.map((_, at) => fields[at] ?? ''),
    row,
    problems.map((problem) => problemSentence(problem, locale)).join(' '),
  ]),
})
