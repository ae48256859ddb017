import { columnHeadings, type ImportFileResult, type RefusedRows } from '@clientele/adapters/import'
import type { Locale } from '@clientele/projections'
import type { Asked } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { DataTable } from '../layout/data-table.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { addressOf } from '../page.js'
import { importTexts } from './texts/import-texts.js'

type Props = { readonly result: ImportFileResult; readonly asked: Asked }

const pageSize = 50

/** What columns are called. */
const columnNames = ({ kind }: ImportFileResult, locale: Locale): ((column: string) => string) => {
  const names = new Map((kind === null ? [] : columnHeadings(kind, locale)).map((one) => [one.column, one.heading]))
  return (column) => names.get(column) ?? column
}

/** The cell that a problem is about, as it stands in the file. */
const valueAt = (refused: readonly RefusedRows[], row: number, column: string | null): string => {
  const [rows] = refused
  const at = rows === undefined || column === null ? -1 : rows.columns.indexOf(column)
  return rows?.rows.find((one) => one.row === row)?.fields[at] ?? ''
}

/** Tells what is wrong with rows, some at a time; without a problem it says so. */
export const Problems = ({ result, asked }: Props) => {
  const { locale } = asked.var
  const texts = importTexts(locale)
  const { problems, problemCount, refused = [] } = result
  if (problems.length === 0) return result.read === 0 ? null : <p>{texts.noProblems}</p>
  const nameOf = columnNames(result, locale)
  const offset = offsetIn(asked.req.query('problems'))
  return (
    <>
      <DataTable
        id="problems"
        caption={texts.problems}
        columns={[texts.row, texts.column, texts.value, texts.problem]}
        rows={problems
          .slice(offset, offset + pageSize)
          .map(({ row, column, problem }) => [
            row === 0 ? '' : row,
            column === null ? '' : nameOf(column),
            valueAt(refused, row, column),
            problem,
          ])}
        empty={texts.noProblems}
      />
      <Pager
        {...{ address: addressOf(asked), parameter: 'problems', what: texts.problems, offset, locale }}
        limit={pageSize}
        total={problems.length}
      />
      {problemCount > problems.length ? <p>{fill(texts.more, { count: problemCount - problems.length })}</p> : null}
    </>
  )
}

/** Tells what rows bring, or have brought, some at a time. */
export const Changes = ({ result, asked, isCheck }: Props & { readonly isCheck: boolean }) => {
  const { locale } = asked.var
  const texts = importTexts(locale)
  const { changes = [], accepted } = result
  if (changes.length === 0) return null
  const nameOf = columnNames(result, locale)
  const offset = offsetIn(asked.req.query('changes'))
  const caption = isCheck ? texts.wouldBeDone : texts.wasDone
  return (
    <>
      <DataTable
        id="changes"
        caption={caption}
        columns={[texts.row, texts.what, texts.subject, texts.changedColumns]}
        rows={changes
          .slice(offset, offset + pageSize)
          .map(({ row, what, subject, columns }) => [
            row,
            what === 'new' ? texts.isNew : texts.isChanged,
            subject,
            columns.map(nameOf).join(', '),
          ])}
        empty=""
      />
      <Pager
        {...{ address: addressOf(asked), parameter: 'changes', what: caption, offset, locale }}
        limit={pageSize}
        total={changes.length}
      />
      {accepted > changes.length ? <p>{fill(texts.more, { count: accepted - changes.length })}</p> : null}
    </>
  )
}
