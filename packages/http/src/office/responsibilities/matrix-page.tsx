import { cellOf, type Locale, type Matrix, type MatrixRow } from '@clientele/projections'
import type { Asked, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import type { Done } from '../acting/done.js'
import { Downloads } from '../layout/downloads.js'
import { Pager } from '../layout/pager.js'
import { Refused } from '../layout/refused.js'
import { type Moment, momentOf } from '../moment/moment.js'
import { PastNote } from '../moment/moment-fields.js'
import { readable } from '../moment/times.js'
import { addressOf, showPage } from '../page.js'
import type { Filled } from '../pages.js'
import { officeTexts } from '../texts/office-texts.js'
import { Cell } from './cell.js'
import { MatrixFilters } from './matrix-filters.js'
import { columnsFrom, listingQuery, matrixParams, mostColumns, pageSize } from './matrix-query.js'
import type { Shown, ShownRole } from './shown.js'
import { matrixTexts } from './texts/matrix-texts.js'

const rolesIn = ({ register }: Moment): ReadonlyMap<string, ShownRole> =>
  new Map([...register.tables.roles.rows()].map(({ roleId, name }, number) => [roleId, { name, number }]))

const shownBy = (service: Service, asked: Asked, moment: Moment, done: Done | null): Shown => ({
  locale: asked.var.locale,
  base: service.base,
  address: addressOf(asked),
  isNow: moment.isNow,
  isByRole: asked.req.query('mode') === 'byRole',
  focus: done?.focus ?? null,
  roles: rolesIn(moment),
  nameOf: (employeeId) => moment.register.tables.employees.get(employeeId)?.name ?? employeeId,
})

const Row = ({ row, matrix, shown }: { readonly row: MatrixRow; readonly matrix: Matrix; readonly shown: Shown }) => {
  const { kind, id, name } = row.subject
  const path = kind === 'project' ? 'projects' : 'customers'
  return (
    <tr class={kind === 'project' ? 'below' : undefined}>
      <th scope="row">
        <a href={`${shown.base}/${path}/${encodeURIComponent(id)}`}>{name}</a>
      </th>
      {matrix.columns.map((column) => (
        <td>
          <Cell row={row} column={column} cell={cellOf(row, column.employeeId)} shown={shown} />
        </td>
      ))}
    </tr>
  )
}

const captionOf = ({ asOf, knownAt, register }: Moment, locale: Locale): string => {
  const texts = matrixTexts(locale)
  return knownAt === null
    ? fill(texts.caption, { day: asOf })
    : fill(texts.captionKnown, { day: asOf, known: readable(register, knownAt) })
}

type TableProps = { readonly matrix: Matrix; readonly moment: Moment; readonly shown: Shown }

const Table = ({ matrix, moment, shown }: TableProps) => {
  const texts = matrixTexts(shown.locale)
  return (
    <form action={`${shown.base}/responsibilities`} method="post">
      <input type="hidden" name="back" value={shown.address} />
      <section class="scroll" tabindex={0} aria-labelledby="matrix-caption">
        <table class="matrix" data-live={moment.isNow ? 'true' : undefined}>
          <caption id="matrix-caption">{captionOf(moment, shown.locale)}</caption>
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
              <Row row={row} matrix={matrix} shown={shown} />
            ))}
          </tbody>
        </table>
      </section>
    </form>
  )
}

const Content = ({ service, asked, moment, done, filled }: ContentProps) => {
  const { locale } = asked.var
  const params = matrixParams(asked, moment)
  const whole = moment.views.responsibilityMatrix(params)
  const column = columnsFrom(asked)
  const matrix = { ...whole, columns: whole.columns.slice(column, column + mostColumns) }
  const shown = shownBy(service, asked, moment, done)
  return (
    <>
      <Refused refusal={filled.refusal} locale={locale} />
      <MatrixFilters service={service} asked={asked} moment={moment} />
      <PastNote moment={moment} locale={locale} />
      {matrix.rows.length === 0 ? (
        <p>{matrixTexts(locale).empty}</p>
      ) : (
        <Table matrix={matrix} moment={moment} shown={shown} />
      )}
      <div class="actions">
        <Pager address={shown.address} offset={params.offset} limit={pageSize} total={matrix.total} locale={locale} />
        {whole.columns.length > mostColumns ? (
          <Pager
            address={shown.address}
            parameter="column"
            what={matrixTexts(locale).employees}
            offset={column}
            limit={mostColumns}
            total={whole.columns.length}
            locale={locale}
          />
        ) : null}
        <Downloads base={service.base} listing="matrixListing" query={listingQuery(asked, moment)} locale={locale} />
      </div>
    </>
  )
}

type ContentProps = {
  readonly service: Service
  readonly asked: Asked
  readonly moment: Moment
  readonly done: Done | null
  readonly filled: Filled
}

/** Shows the matrix of responsibilities; a click assigns an employee or ends the responsibility. */
export const showMatrix = async (service: Service, asked: Asked, filled: Filled): Promise<Response> => {
  const moment = await momentOf(service, asked)
  return showPage(service, asked, {
    title: officeTexts(asked.var.locale).responsibilities,
    area: 'responsibilities',
    status: filled.refusal === null ? undefined : 422,
    content: (done) => <Content service={service} asked={asked} moment={moment} done={done} filled={filled} />,
  })
}
