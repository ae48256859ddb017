import { type ContactRow, messagesFor, searchTypes, selections } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { orNone, valueChoices } from '../forms/choices.js'
import { DataTable } from '../layout/data-table.js'
import { Downloads } from '../layout/downloads.js'
import { Field, Select } from '../layout/field.js'
import { Pager } from '../layout/pager.js'
import { type Moment, momentOf } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { fullName } from '../names.js'
import { addressOf, showPage } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { listingQuery, pageSize, searchParams } from './search-query.js'
import { contactPath } from './tab-props.js'
import { contactTexts } from './texts/contact-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

const Filters = (props: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = contactTexts(locale)
  const query = queryOf(context)
  const { headings, fields } = messagesFor(locale)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  const typeLabel = { ...headings, address: texts.address }
  return (
    <form class="filter" method="get" action={`${service.base}/contacts`}>
      <Field {...field('text')} label={texts.text} />
      <Select
        {...field('searchType')}
        label={texts.searchIn}
        choices={searchTypes.map((value) => ({ value, label: typeLabel[value] }))}
      />
      <Select
        {...field('selection')}
        label={texts.whose}
        choices={selections.map((value) => ({ value, label: texts[value] }))}
      />
      <Select
        {...field('category')}
        label={fields.category}
        choices={orNone(texts.any, valueChoices(props, 'contactCategory'))}
      />
      <MomentFields moment={moment} locale={locale} />
      <button class="main" type="submit">
        {officeTexts(locale).show}
      </button>
    </form>
  )
}

const cells = ({ service }: Props, row: ContactRow): readonly Child[] => [
  <a href={contactPath(service, row.personId)}>{fullName(row)}</a>,
  row.title ?? '',
  row.email ?? '',
  row.phone ?? '',
  row.mobile ?? '',
  row.companies.map(({ id, name }, index) => (
    <>
      {index === 0 ? '' : ', '}
      <a href={`${service.base}/customers/${encodeURIComponent(id)}`}>{name}</a>
    </>
  )),
]

const Found = (props: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const { headings } = messagesFor(locale)
  const params = searchParams(context, moment)
  const found = moment.views.contactSearch({ ...params, limit: pageSize + 1 })
  const columns = [headings.name, headings.title, headings.email, headings.phone, headings.mobile, headings.companies]
  return (
    <>
      <DataTable
        id="contacts"
        caption={contactTexts(locale).caption}
        columns={columns}
        rows={found.slice(0, pageSize).map((row) => cells(props, row))}
        empty={contactTexts(locale).empty}
      />
      <div class="actions">
        <Pager
          address={addressOf(context)}
          offset={params.offset}
          limit={pageSize}
          total={{ atLeast: params.offset + found.length }}
          locale={locale}
        />
        <Downloads base={service.base} listing="contactListing" query={listingQuery(context, moment)} locale={locale} />
      </div>
    </>
  )
}

/** Shows the contacts. */
export const showSearch = async (service: Service, context: RequestContext): Promise<Response> => {
  const moment = await momentOf(service, context)
  const { locale } = context.var
  const props = { service, context, moment }
  return showPage(service, context, {
    title: officeTexts(locale).contacts,
    area: 'contacts',
    content: () => (
      <>
        <p class="actions">
          <a href={`${service.base}/contacts/new`}>{contactTexts(locale).registerTitle}</a>
        </p>
        <Filters {...props} />
        <PastNote moment={moment} locale={locale} />
        <Found {...props} />
      </>
    ),
  })
}
