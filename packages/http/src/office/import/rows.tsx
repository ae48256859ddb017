import { columnHeadings, type FileProblem, type ImportFileResult } from '@clientele/adapters/import'
import type { Locale } from '@clientele/projections'
import type { RequestContext } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { DataTable } from '../layout/data-table.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { addressOf } from '../page.js'
import { kindName } from './reading-options.js'
import { importTexts } from './texts/import-texts.js'

type Props = { readonly result: ImportFileResult; readonly context: RequestContext }

const pageSize = 50

/** Names the columns of a sheet. */
type NameOf = (sheet: string | null, column: string) => string

const columnNames = ({ sheets }: ImportFileResult, locale: Locale): NameOf => {
  const names = new Map(
    sheets.flatMap(({ sheet, kind }) =>
      (kind === null ? [] : columnHeadings(kind, locale)).map((one) => [
        JSON.stringify([sheet, one.column]),
        one.heading,
      ]),
    ),
  )
  return (sheet, column) => names.get(JSON.stringify([sheet, column])) ?? column
}

/** The number of a row, with its sheet if there are several. */
const rowName = ({ sheet, row }: { readonly sheet: string | null; readonly row: number }): string | number => {
  if (row === 0) return sheet ?? ''
  return sheet === null ? row : `${sheet} ${row}`
}

/** The counts of each sheet, if there are several. */
export const Sheets = ({ result, context }: Props) => {
  const texts = importTexts(context.var.locale)
  if (result.sheets.length < 2) return null
  return (
    <DataTable
      id="sheets"
      caption={texts.sheets}
      columns={[texts.sheet, texts.kind, texts.read, texts.new, texts.changed, texts.unchanged, texts.refused]}
      rows={result.sheets.map(({ sheet, kind, rows }) => [
        sheet ?? '',
        kind === null ? '' : kindName(kind, texts),
        ...[rows.read, rows.created, rows.accepted - rows.created, rows.unchanged, rows.rejected],
      ])}
      empty=""
    />
  )
}

/** The cell of a problem, as it is in the file. */
const valueAt = (
  { sheets, refused = [] }: ImportFileResult,
  { sheet, row, column }: Pick<FileProblem, 'sheet' | 'row' | 'column'>,
): string => {
  const kind = sheets.find((one) => one.sheet === sheet)?.kind
  const rows = refused.find((one) => one.kind === `${kind}.csv`)
  const at = rows === undefined || column === null ? -1 : rows.columns.indexOf(column)
  return rows?.rows.find((one) => one.row === row)?.fields[at] ?? ''
}

/** Lists the problems of rows, paged; without problems it says so. */
export const Problems = ({ result, context }: Props) => {
  const { locale } = context.var
  const texts = importTexts(locale)
  const { problems, problemCount } = result
  if (problems.length === 0) return result.read === 0 ? null : <p>{texts.noProblems}</p>
  const nameOf = columnNames(result, locale)
  const offset = offsetIn(context.req.query('problems'))
  return (
    <>
      <DataTable
        id="problems"
        caption={texts.problems}
        columns={[texts.row, texts.column, texts.value, texts.problem]}
        rows={problems
          .slice(offset, offset + pageSize)

          .map((one) => [
            rowName(one),
            one.column === null ? '' : nameOf(one.sheet, one.column),
            valueAt(result, one),
            one.problem,
          ])}
        empty={texts.noProblems}
      />
      <Pager
        {...{ address: addressOf(context), parameter: 'problems', what: texts.problems, offset, locale }}
        limit={pageSize}
        total={problems.length}
      />
      {problemCount > problems.length ? <p>{fill(texts.more, { count: problemCount - problems.length })}</p> : null}
    </>
  )
}

/** Lists the changes by rows, paged: planned or done. */
export const Changes = ({ result, context, isCheck }: Props & { readonly isCheck: boolean }) => {
  const { locale } = context.var
  const texts = importTexts(locale)
  const { changes = [], accepted } = result
  if (changes.length === 0) return null
  const nameOf = columnNames(result, locale)
  const offset = offsetIn(context.req.query('changes'))
  const caption = isCheck ? texts.wouldBeDone : texts.wasDone
  return (
    <>
      <DataTable
        id="changes"
        caption={caption}
        columns={[texts.row, texts.what, texts.subject, texts.changedColumns]}
        rows={changes
          .slice(offset, offset + pageSize)

          .map(({ sheet, row, what, subject, columns }) => [
            rowName({ sheet, row }),
            what === 'new' ? texts.isNew : texts.isChanged,
            subject,
            columns.map((column) => nameOf(sheet, column)).join(', '),
          ])}
        empty=""
      />
      <Pager
        {...{ address: addressOf(context), parameter: 'changes', what: caption, offset, locale }}
        limit={pageSize}
        total={changes.length}
      />
      {accepted > changes.length ? <p>{fill(texts.more, { count: accepted - changes.length })}</p> : null}
    </>
  )
}
