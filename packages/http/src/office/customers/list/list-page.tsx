import { type CustomerListRow, messagesFor, translate } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Child } from 'hono/jsx'
import type { App, Asked, Service } from '../../../environment.js'
import { queryOf } from '../../acting/form.js'
import { DataTable } from '../../layout/data-table.js'
import { Downloads } from '../../layout/downloads.js'
import { Pager } from '../../layout/pager.js'
import { Refused } from '../../layout/refused.js'
import { type Moment, momentOf } from '../../moment/moment.js'
import { PastNote } from '../../moment/moment-fields.js'
import { addressOf, showPage } from '../../page.js'
import { addFormPage, type Filled } from '../../pages.js'
import { officeTexts } from '../../texts/office-texts.js'
import { customerTexts } from '../texts/customer-texts.js'
import { columnLabel, ListFilters } from './list-filters.js'
import { listingQuery, listParams, pageSize } from './list-query.js'

type Props = { readonly service: Service; readonly asked: Asked; readonly moment: Moment }

type Cell = CustomerListRow[string]

const plainCell = ({ asked }: Props, column: string, value: Cell): string => {
  const messages = messagesFor(asked.var.locale)
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (value === null || value === undefined) return ''
  return column === 'kind' ? translate(messages, String(value)) : String(value)
}

const linkOf = ({ service }: Props, row: CustomerListRow, label: string): Child => (
  <a href={`${service.base}/customers/${encodeURIComponent(String(row.customerId))}`}>{label}</a>
)

/** The name, which leads to the card, comes first, then the other columns that were chosen. */
const cellsOf = (props: Props, row: CustomerListRow, columns: readonly string[]): readonly Child[] => [
  linkOf(props, row, String(row.name)),
  ...columns.map((column) => plainCell(props, column, row[column] ?? null)),
]

const shownColumns = ({ asked, moment }: Props, chosen: readonly string[] | undefined): readonly string[] =>
  chosen ?? moment.views.listPreferences({ viewer: asked.var.by, list: 'customerList' }).shownColumns

const List = (props: Props) => {
  const { service, asked, moment } = props
  const { locale } = asked.var
  const params = listParams(asked, moment)
  const columns = shownColumns(props, params.columns).filter((column) => column !== 'name')
  const asking = { ...params, columns: [...new Set(['customerId', 'name', ...columns])], limit: pageSize + 1 }
  const found = moment.views.customerList(asking)
  if (isLeft(found)) return <Refused refusal={found.left} locale={locale} />
  const texts = customerTexts(locale)
  return (
    <>
      <DataTable
        id="customers"
        caption={texts.caption}
        columns={['name', ...columns].map((column) => columnLabel(column, locale))}
        rows={found.right.slice(0, pageSize).map((row) => cellsOf(props, row, columns))}
        empty={texts.empty}
      />
      <div class="actions">
        <Pager
          address={addressOf(asked)}
          offset={params.offset}
          limit={pageSize}
          total={{ atLeast: params.offset + found.right.length }}
          locale={locale}
        />
        <Downloads base={service.base} listing="customerListing" query={listingQuery(asked, moment)} locale={locale} />
      </div>
    </>
  )
}

/** Keeps the columns that the address names as those of the reader. */
const KeepColumns = ({ asked }: Props) => {
  const columns = queryOf(asked).texts('columns')
  return columns.length === 0 ? null : (
    <form method="post">
      {columns.map((column) => (
        <input type="hidden" name="columns" value={column} />
      ))}
      <button type="submit">{customerTexts(asked.var.locale).keepColumns}</button>
    </form>
  )
}

const show =
  (service: Service) =>
  async (asked: Asked, { refusal }: Filled): Promise<Response> => {
    const moment = await momentOf(service, asked)
    const { locale } = asked.var
    const texts = customerTexts(locale)
    return showPage(service, asked, {
      title: officeTexts(locale).customers,
      area: 'customers',
      content: () => (
        <>
          <p class="actions">
            <a href={`${service.base}/customers/new`}>{texts.registerCompany}</a>
            <a href={`${service.base}/customers/new?kind=privateCustomer`}>{texts.registerPrivate}</a>
          </p>
          <ListFilters service={service} asked={asked} moment={moment} />
          <PastNote moment={moment} locale={locale} />
          <Refused refusal={refusal} locale={locale} />
          <List service={service} asked={asked} moment={moment} />
          <KeepColumns service={service} asked={asked} moment={moment} />
        </>
      ),
    })
  }

/** The list of customers; each reader may keep the columns to be shown. */
export const addCustomerList = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/customers',
    show: show(service),
    commands: (form) => [
      { type: 'SaveListPreferences', data: { list: 'customerList', shownColumns: form.texts('columns') } },
    ],
    next: () => `${service.base}/customers`,
  })
