import { cellOf, type Locale, type Matrix, type MatrixRow } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { LastChange } from '../actions/last-change.js'
import { Downloads } from '../layout/downloads.js'
import { Pager } from '../layout/pager.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { type Moment, momentOf } from '../moment/moment.js'
import { PastNote } from '../moment/moment-fields.js'
import { displayValue } from '../moment/times.js'
import { addressOf, showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { Cell } from './cell.js'
import type { CellContext, ShownRole } from './cell-context.js'
import { MatrixFilters } from './matrix-filters.js'
import { columnsFrom, listingQuery, matrixParams, maxColumns, pageSize } from './matrix-query.js'
import { matrixTexts } from './texts/matrix-texts.js'

const rolesIn = ({ register }: Moment): ReadonlyMap<string, ShownRole> =>
  new Map([...register.tables.roles.rows()].map(({ roleId, name }, number) => [roleId, { name, number }]))

const cellContextOf = (
  service: Service,
  context: RequestContext,
  moment: Moment,
  done: LastChange | null,
): CellContext => ({
  locale: context.var.locale,
  base: service.base,
  address: addressOf(context),
  isNow: moment.isNow,
  isByRole: context.req.query('mode') === 'byRole',
  focus: done?.focus ?? null,
  roles: rolesIn(moment),
  nameOf: (employeeId) => moment.register.tables.employees.get(employeeId)?.name ?? employeeId,
})

const Row = ({
  row,
  matrix,
  cellContext,
}: {
  readonly row: MatrixRow
  readonly matrix: Matrix
  readonly cellContext: CellContext
}) => {
  const { kind, id, name } = row.subject
  const path = kind === 'project' ? 'projects' : 'customers'
  return (
    <tr class={kind === 'project' ? 'below' : undefined}>
      <th scope="row">
        <a href={`${cellContext.base}/${path}/${encodeURIComponent(id)}`}>{name}</a>
      </th>
      {matrix.columns.map((column) => (
        <td>
          <Cell row={row} column={column} cell={cellOf(row, column.employeeId)} cellContext={cellContext} />
        </td>
      ))}
    </tr>
  )
}

const captionOf = ({ asOf, knownAt, register }: Moment, locale: Locale): string => {
  const texts = matrixTexts(locale)
  return knownAt === null
    ? fill(texts.caption, { day: asOf })
    : fill(texts.captionKnown, { day: asOf, known: displayValue(register, knownAt) })
}

type TableProps = { readonly matrix: Matrix; readonly moment: Moment; readonly cellContext: CellContext }

const Table = ({ matrix, moment, cellContext }: TableProps) => {
  const texts = matrixTexts(cellContext.locale)
  return (
    <form action={`${cellContext.base}/responsibilities`} method="post">
      <input type="hidden" name="back" value={cellContext.address} />
      <section class="scroll" tabindex={0} aria-labelledby="matrix-caption">
        <table class="matrix" data-live={moment.isNow ? 'true' : undefined}>
          <caption id="matrix-caption">{captionOf(moment, cellContext.locale)}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.customer}</th>
              {matrix.columns.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map((row) => (
              <Row row={row} matrix={matrix} cellContext={cellContext} />
            ))}
          </tbody>
        </table>
      </section>
    </form>
  )
}

const Content = ({ service, context, moment, done, formState }: ContentProps) => {
  const { locale } = context.var
  const params = matrixParams(context, moment)
  const whole = moment.views.responsibilityMatrix(params)
  const column = columnsFrom(context)
  const matrix = { ...whole, columns: whole.columns.slice(column, column + maxColumns) }
  const cellContext = cellContextOf(service, context, moment, done)
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <MatrixFilters service={service} context={context} moment={moment} />
      <PastNote moment={moment} locale={locale} />
      {matrix.rows.length === 0 ? (
        <p>{matrixTexts(locale).empty}</p>
      ) : (
        <Table matrix={matrix} moment={moment} cellContext={cellContext} />
      )}
      <div class="actions">
        <Pager
          address={cellContext.address}
          offset={params.offset}
          limit={pageSize}
          total={matrix.total}
          locale={locale}
        />
        {whole.columns.length > maxColumns ? (
          <Pager
            address={cellContext.address}
            parameter="column"
            what={matrixTexts(locale).employees}
            offset={column}
            limit={maxColumns}
            total={whole.columns.length}
            locale={locale}
          />
        ) : null}
        <Downloads base={service.base} listing="matrixListing" query={listingQuery(context, moment)} locale={locale} />
      </div>
    </>
  )
}

type ContentProps = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly done: LastChange | null
  readonly formState: FormState
}

/** Shows the matrix of responsibilities; a click assigns an employee or ends the responsibility. */
export const showMatrix = async (
  service: Service,
  context: RequestContext,
  formState: FormState,
): Promise<Response> => {
  const moment = await momentOf(service, context)
  return showPage(service, context, {
    title: officeTexts(context.var.locale).responsibilities,
    area: 'responsibilities',
    status: formState.refusal === null ? undefined : 422,
    content: (done) => (
      <Content service={service} context={context} moment={moment} done={done} formState={formState} />
    ),
  })
}
