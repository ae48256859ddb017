import { type AssigneeRow, intervalText } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { Downloads } from '../layout/downloads.js'
import { Pager } from '../layout/pager.js'
import { type Moment, momentOf } from '../moment/moment.js'
import { PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import { officeTexts } from '../texts/office-texts.js'
import { ListFilters } from './list-filters.js'
import { assigneeParams, listingQuery, pageSize } from './list-query.js'
import { inChargeTexts } from './texts/in-charge-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

type RowProps = Props & { readonly row: AssigneeRow }

const customerAddress = ({ service, moment, row }: RowProps): string => {
  const { kind, id } = row.subject
  const customerId = kind === 'customer' ? id : (moment.register.tables.projects.get(id)?.customerId ?? '')
  return `${service.base}/customers/${encodeURIComponent(customerId)}`
}

const projectName = ({ moment, row }: RowProps): string | null => {
  const { kind, id } = row.subject
  return kind === 'customer' ? null : (moment.register.tables.projects.get(id)?.name ?? id)
}

const SubjectCell = (props: RowProps) => {
  const { service, context, row } = props
  const texts = inChargeTexts(context.var.locale)
  const project = projectName(props)
  return (
    <th scope="row">
      <a href={customerAddress(props)}>{row.customerName}</a>
      {row.archived ? <span class="quiet"> ({texts.archived})</span> : null}
      {project === null ? null : (
        <>
          {', '}
          <a href={`${service.base}/projects/${encodeURIComponent(row.subject.id)}`}>
            {fill(texts.project, { name: project })}
          </a>
        </>
      )}
    </th>
  )
}

const PersonCell = ({ context, row }: RowProps) => {
  const texts = inChargeTexts(context.var.locale)
  const notes = [
    ...(row.substituteFor === '' ? [] : [fill(texts.substitute, { name: row.substituteFor })]),
    ...(row.personInactive ? [texts.inactive] : []),
  ].join(', ')
  return (
    <td>
      {row.personName}
      {notes === '' ? null : <span class="quiet"> ({notes})</span>}
    </td>
  )
}

const changeAddress = ({ service, context, row }: RowProps, assignmentId: string): string => {
  const subject = encodeURIComponent(`${row.subject.kind}:${row.subject.id}`)
  const back = new URLSearchParams({ back: addressOf(context) })
  return `${service.base}/persons-in-charge/${subject}/${encodeURIComponent(assignmentId)}?${back.toString()}`
}

const ChangeCell = (props: RowProps) => {
  const { context, moment, row } = props
  const texts = inChargeTexts(context.var.locale)
  const project = projectName(props)
  const subject = project === null ? row.customerName : project
  if (!moment.isNow) return null
  return (
    <td>
      {row.assignmentId === null ? null : (
        <a
          href={changeAddress(props, row.assignmentId)}
          aria-label={fill(texts.changeOf, { person: row.personName, subject })}
        >
          {texts.change}
        </a>
      )}
    </td>
  )
}

/** The dates of a responsibility, with a note if it has not started on the day. */
const DaysCell = ({ context, moment, row }: RowProps) => {
  const from = row.interval?.from ?? null
  return (
    <td class="days">
      {intervalText(row.interval)}
      {from === null || from <= moment.asOf ? null : (
        <span class="quiet"> ({inChargeTexts(context.var.locale).notYet})</span>
      )}
    </td>
  )
}

const Row = (props: RowProps) => {
  const { row } = props
  return (
    <tr>
      <SubjectCell {...props} />
      <td>{row.customerGroup}</td>
      <PersonCell {...props} />
      <td>{row.customerRole}</td>
      <DaysCell {...props} />
      <td>{row.personEmail}</td>
      <td>{row.sellerInformation}</td>
      <ChangeCell {...props} />
    </tr>
  )
}

const Table = ({ rows, ...props }: Props & { readonly rows: readonly AssigneeRow[] }) => {
  const texts = inChargeTexts(props.context.var.locale)
  const heads = [texts.customer, texts.group, texts.person, texts.role, texts.days, texts.email, texts.seller]
  return (
    <section class="scroll" tabindex={0} aria-labelledby="in-charge-caption">
      <table data-live={props.moment.isNow ? 'true' : undefined}>
        <caption id="in-charge-caption">{fill(texts.caption, { day: props.moment.asOf })}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
            {props.moment.isNow ? <th scope="col">{texts.change}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row row={row} {...props} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Content = (props: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = inChargeTexts(locale)
  const params = assigneeParams(context, moment)
  const rows = moment.views.assigneeList(params)
  const total = { atLeast: rows.length === 0 ? 0 : params.offset + rows.length }
  return (
    <>
      <ListFilters {...props} />
      <PastNote moment={moment} locale={locale} />
      {rows.length === 0 ? <p>{texts.empty}</p> : <Table rows={rows.slice(0, pageSize)} {...props} />}
      <div class="actions">
        <Pager address={addressOf(context)} offset={params.offset} limit={pageSize} total={total} locale={locale} />
        <Downloads
          base={service.base}
          listing="assigneeListing"
          query={listingQuery(context, moment)}
          locale={locale}
        />
        {moment.isNow ? <a href={`${service.base}/persons-in-charge/hand-over`}>{texts.handOver}</a> : null}
      </div>
    </>
  )
}

/** Shows the persons in charge: a row per person, customer or project, and role. */
export const showPersonsInCharge = async (service: Service, context: RequestContext): Promise<Response> => {
  const moment = await momentOf(service, context)
  return showPage(service, context, {
    title: officeTexts(context.var.locale).personsInCharge,
    area: 'personsInCharge',
    content: () => <Content service={service} context={context} moment={moment} />,
  })
}
