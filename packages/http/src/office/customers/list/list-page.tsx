import { type CustomerListRow, messagesFor, translate } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Child } from 'hono/jsx'
import type { App, RequestContext, Service } from '../../../environment.js'
import { fill } from '../../../texts/translated.js'
import { type Form, queryOf } from '../../actions/form.js'
import { groupChoices } from '../../forms/choices.js'
import { columnLabel, isOwnColumn } from '../../forms/customer-columns.js'
import { withoutGroup } from '../../forms/group-filter.js'
import { DataTable, type RowSelection } from '../../layout/data-table.js'
import { Downloads } from '../../layout/downloads.js'
import { Pager } from '../../layout/pager.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import { allowsSeveralGroups, MoveSelected, moveCommands, moveTarget } from '../../members/move-chosen.js'
import { memberTexts } from '../../members/texts/member-texts.js'
import { type Moment, momentOf } from '../../moment/moment.js'
import { PastNote } from '../../moment/moment-fields.js'
import { showPage } from '../../page.js'
import { addFormPage, type FormState } from '../../pages.js'
import { officeTexts } from '../../texts/office-texts.js'
import { customerTexts } from '../texts/customer-texts.js'
import { ListFilters } from './list-filters.js'
import { allChosen, listingQuery, listParams, pageSize, shownColumns } from './list-query.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly formState: FormState
}

type Cell = CustomerListRow[string]

const plainCell = ({ context }: Props, column: string, value: Cell): string => {
  const messages = messagesFor(context.var.locale)
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (value === null || value === undefined) return ''
  return column === 'kind' ? translate(messages, String(value)) : String(value)
}

const linkOf = ({ service }: Props, row: CustomerListRow, label: string): Child => (
  <a href={`${service.base}/customers/${encodeURIComponent(String(row.customerId))}`}>{label}</a>
)

/** The cells of a row: the name, which links to the card, then the other selected columns. */
const cellsOf = (props: Props, row: CustomerListRow, columns: readonly string[]): readonly Child[] => [
  linkOf(props, row, String(row.name)),
  ...columns.map((column) => plainCell(props, column, row[column] ?? null)),
]

/** The checkboxes that select rows. */
const selectionOf = ({ context }: Props, rows: readonly CustomerListRow[]): RowSelection => {
  const texts = memberTexts(context.var.locale)
  const all = new URL(context.req.url)
  all.searchParams.set(allChosen, 'all')
  return {
    name: 'customerIds',
    rows: rows.map(({ customerId, name }) => ({
      value: String(customerId),
      label: fill(texts.choose, { name: String(name) }),
    })),
    all: texts.chooseAll,
    allAddress: `${all.pathname}${all.search}`,
    isAllChosen: queryOf(context).text(allChosen) === 'all',
  }
}

const backOf = (context: RequestContext): string => {
  const here = new URL(context.req.url)
  here.searchParams.delete(allChosen)
  return `${here.pathname}${here.search}`
}

type TableProps = Props & { readonly rows: readonly CustomerListRow[]; readonly columns: readonly string[] }

/** The table of rows; for the present, rows can be selected and moved to a group. */
const Table = ({ rows, columns, ...props }: TableProps) => {
  const { service, context, moment, formState } = props
  const { locale } = context.var
  const { caption, empty } = customerTexts(locale)
  const isChoosable = moment.isNow && rows.length > 0
  const table = (
    <DataTable
      id="customers"
      caption={caption}
      columns={['name', ...columns].map((column) => columnLabel(moment.register, column, locale))}
      rows={rows.map((row) => cellsOf(props, row, columns))}
      empty={empty}
      choosing={isChoosable ? selectionOf(props, rows) : undefined}
    />
  )
  if (!isChoosable) return table
  const isAdding = allowsSeveralGroups(service)
  const none = { value: withoutGroup, label: messagesFor(locale).noGroup }
  return (
    <form method="post">
      <input type="hidden" name="back" value={backOf(context)} />
      {table}
      <MoveSelected
        choices={[...groupChoices(props), ...(isAdding ? [] : [none])]}
        formState={formState}
        locale={locale}
        isAdding={isAdding}
      />
    </form>
  )
}

const List = (props: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const params = listParams(context, moment)
  const columns = shownColumns(context, moment).filter((column) => column !== 'name')
  const asking = { ...params, columns: [...new Set(['customerId', 'name', ...columns])], limit: pageSize + 1 }
  const found = moment.views.customerList(asking)
  if (isLeft(found)) return <RefusalNote refusal={found.left} locale={locale} />
  return (
    <>
      <Table {...props} rows={found.right.slice(0, pageSize)} columns={columns} />
      <div class="actions">
        <Pager
          address={backOf(context)}
          offset={params.offset}
          limit={pageSize}
          total={{ atLeast: params.offset + found.right.length }}
          locale={locale}
        />
        <Downloads
          base={service.base}
          listing="customerListing"
          query={listingQuery(context, moment)}
          locale={locale}
        />
      </div>
    </>
  )
}

/** Saves the columns in the URL as the user's preference, except those of the host. */
const SaveColumns = ({ context }: Props) => {
  const columns = queryOf(context).texts('columns').filter(isOwnColumn)
  return columns.length === 0 ? null : (
    <form method="post">
      {columns.map((column) => (
        <input type="hidden" name="columns" value={column} />
      ))}
      <button type="submit">{customerTexts(context.var.locale).keepColumns}</button>
    </form>
  )
}

const show =
  (service: Service) =>
  async (context: RequestContext, formState: FormState): Promise<Response> => {
    const moment = await momentOf(service, context)
    const { locale } = context.var
    const texts = customerTexts(locale)
    const props = { service, context, moment, formState }
    return showPage(service, context, {
      title: officeTexts(locale).customers,
      area: 'customers',
      content: () => (
        <>
          <p class="actions">
            <a href={`${service.base}/customers/new`}>{texts.registerCompany}</a>
            <a href={`${service.base}/customers/new?kind=privateCustomer`}>{texts.registerPrivate}</a>
          </p>
          <ListFilters {...props} />
          <PastNote moment={moment} locale={locale} />
          <RefusalNote refusal={formState.refusal} locale={locale} />
          <List {...props} />
          <SaveColumns {...props} />
        </>
      ),
    })
  }

const commands = (service: Service, form: Form): readonly unknown[] =>
  form.text('do') === 'moveMembers'
    ? moveCommands(service, form, { from: null, to: moveTarget(form) })
    : [{ type: 'SaveListPreferences', data: { list: 'customerList', shownColumns: form.texts('columns') } }]

/** Adds the list of customers: selected ones can be moved to a group, and users can save the shown columns. */
export const addCustomerList = (app: App, service: Service): void =>
  addFormPage(app, service, {
    path: '/customers',
    show: show(service),
    commands: (form) => commands(service, form),
    next: () => `${service.base}/customers`,
  })
