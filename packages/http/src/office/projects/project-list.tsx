import type { RequestContext, Service } from '../../environment.js'
import { queryOf } from '../actions/form.js'
import { employeeChoices, orNone } from '../forms/choices.js'
import { DataTable } from '../layout/data-table.js'
import { Downloads } from '../layout/downloads.js'
import { Check, Field, Select } from '../layout/field.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { parametersOf, selectedQuery } from '../listings/read-listing.js'
import { type Moment, momentInstant, momentOf, momentSuffix } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { projectTexts } from './texts/project-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

const pageSize = 50

/** The address of the page of a project. */
export const projectAddress = (base: string, projectId: string): string =>
  `${base}/projects/${encodeURIComponent(projectId)}`

const Filters = ({ service, context, moment }: Props) => {
  const { locale } = context.var
  const texts = projectTexts(locale)
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  return (
    <form class="filter" method="get" action={`${service.base}/projects`}>
      <Field {...field('text')} label={texts.nameContains} />
      <Select {...field('userId')} label={texts.of} choices={orNone('–', employeeChoices({ context, moment }))} />
      <Check name="showClosed" label={texts.showClosed} isOn={query.text('showClosed') === 'true'} />
      <MomentFields moment={moment} locale={locale} />
      <button class="main" type="submit">
        {officeTexts(locale).show}
      </button>
    </form>
  )
}

const Content = (props: Props) => {
  const { service, context, moment } = props
  const { by: viewer, locale } = context.var
  const texts = projectTexts(locale)
  const query = queryOf(context)
  const offset = offsetIn(query.text('offset'))
  const rows = moment.views.projectList({
    ...{ asOf: moment.asOf, viewer, locale, offset, limit: pageSize + 1 },
    ...{ text: query.text('text'), userId: query.text('userId'), showClosed: query.text('showClosed') === 'true' },
  })
  const known = rows.length === 0 ? 0 : offset + rows.length
  const listing = selectedQuery(context, parametersOf('projectListing'))
  listing.set('asOf', moment.asOf)
  for (const [name, value] of Object.entries(momentInstant(service, moment))) listing.set(name, value)
  return (
    <>
      <p>
        <a href={`${service.base}/reports`}>{officeTexts(locale).reports}</a>
      </p>
      <Filters {...props} />
      <PastNote moment={moment} locale={locale} />
      <DataTable
        id="projects"
        caption={texts.projects}
        columns={[texts.project, texts.customer, texts.responsibles, texts.state]}
        rows={rows
          .slice(0, pageSize)
          .map((row) => [
            <a href={`${projectAddress(service.base, row.projectId)}${momentSuffix(moment)}`}>{row.name}</a>,
            <a href={`${service.base}/customers/${encodeURIComponent(row.customerId)}`}>{row.customerName}</a>,
            row.responsibles.map(({ name }) => name).join(', '),
            row.closed ? texts.closed : texts.open,
          ])}
        empty={officeTexts(locale).nothing}
      />
      <div class="actions">
        <Pager
          address={addressOf(context)}
          offset={offset}
          limit={pageSize}
          total={{ atLeast: known }}
          locale={locale}
        />
        <Downloads base={service.base} listing="projectListing" query={listing} locale={locale} />
      </div>
    </>
  )
}

/** Shows the projects, by customer, name and employee. */
export const showProjects = async (service: Service, context: RequestContext): Promise<Response> => {
  const moment = await momentOf(service, context)
  return showPage(service, context, {
    title: projectTexts(context.var.locale).projects,
    area: 'reports',
    content: () => <Content service={service} context={context} moment={moment} />,
  })
}
