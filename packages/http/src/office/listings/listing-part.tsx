import type { Locale } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { DataTable } from '../layout/data-table.js'
import { Downloads } from '../layout/downloads.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { displayValue } from '../moment/times.js'
import { addressOf } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { type ListingPage, listingPageSize, readListing } from './read-listing.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  /** The name of the listing among the views. */
  readonly listing: string
  readonly query: URLSearchParams
  readonly caption: string
}

/** Columns of ids, with the path of the page of a row. */
const pages: ReadonlyMap<string, string> = new Map([
  ['customerId', 'customers'],
  ['personId', 'contacts'],
])

const nameKeys: ReadonlySet<string> = new Set(['name', 'customerName'])

type DisplayedListing = { readonly headings: readonly string[]; readonly rows: readonly (readonly Child[])[] }

/** The displayed cells: an id becomes the link of the name. */
export const displayedListing = (
  { columns, rows }: ListingPage,
  { base, crm: { register } }: Service,
): DisplayedListing => {
  const idAt = columns.findIndex(({ key }) => pages.has(key))
  const path = pages.get(columns[idAt]?.key ?? '')
  const nameAt = columns.findIndex(({ key }) => nameKeys.has(key))
  const isLinked = idAt >= 0 && nameAt >= 0
  const order = columns.map((_, at) => at).filter((at) => !isLinked || at !== idAt)
  // The name comes first.
  const shown = nameAt < 0 ? order : [nameAt, ...order.filter((at) => at !== nameAt)]
  const textAt = (row: ListingPage['rows'][number], at: number): Child => {
    const value = row[at]
    return typeof value === 'string' ? displayValue(register, value) : value
  }
  const cell = (row: ListingPage['rows'][number], at: number): Child =>
    isLinked && at === nameAt ? (
      <a href={`${base}/${path}/${encodeURIComponent(String(row[idAt]))}`}>{row[at]}</a>
    ) : (
      textAt(row, at)
    )
  return {
    headings: shown.map((at) => columns[at]?.heading ?? ''),
    rows: rows.map((row) => shown.map((at) => cell(row, at))),
  }
}

const Page = ({ service, context, listing, query, caption, page }: Props & { readonly page: ListingPage }) => {
  const locale: Locale = context.var.locale
  const offset = offsetIn(queryOf(context).text('offset'))
  const { headings, rows } = displayedListing(page, service)
  const known = rows.length === 0 ? 0 : offset + rows.length + (page.more ? 1 : 0)
  return (
    <>
      <DataTable id="listing" caption={caption} columns={headings} rows={rows} empty={officeTexts(locale).nothing} />
      <div class="actions">
        <Pager
          address={addressOf(context)}
          offset={offset}
          limit={listingPageSize}
          total={{ atLeast: known }}
          locale={locale}
        />
        <Downloads base={service.base} listing={listing} query={query} locale={locale} />
      </div>
    </>
  )
}

/** A page of a listing as a table with its downloads, or its refusal. */
export const listingPart = async (props: Props): Promise<Child> => {
  const { service, context, listing, query } = props
  const offset = offsetIn(queryOf(context).text('offset'))
  const found = await readListing(service, context, { listing, query, offset })
  return isLeft(found) ? (
    <RefusalNote refusal={found.left} locale={context.var.locale} />
  ) : (
    <Page {...props} page={found.right} />
  )
}
