import type { SpecialGroupListRow } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { type Form, queryOf } from '../actions/form.js'
import { ChangedSince } from '../history/changed-since.js'
import { Downloads } from '../layout/downloads.js'
import { Field } from '../layout/field.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { RefusalNote } from '../layout/refusal-note.js'
import { FindCustomers } from '../members/find-customers.js'
import { MembersForm } from '../members/members-form.js'
import { memberTexts } from '../members/texts/member-texts.js'
import { type Moment, momentOf, momentQuery } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import type { FormState } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { specialGroupAddress, specialGroupRows } from './special-group-list.js'
import { specialGroupTexts } from './texts/special-group-texts.js'

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  readonly row: SpecialGroupListRow
  readonly formState: FormState
}

const pageSize = 50

const Details = ({ service, context, row, formState }: Props) => {
  const { locale } = context.var
  const texts = specialGroupTexts(locale)
  const wasSaved = formState.form.text('do') === 'save'
  const field = (name: 'name' | 'legend') => ({
    name,
    value: wasSaved ? formState.form.text(name) : (row[name] ?? ''),
    refusal: wasSaved ? formState.refusal : null,
    locale,
  })
  return (
    <form class="fields" method="post" aria-label={texts.details}>
      <input type="hidden" name="back" value={addressOf(context)} />
      <input type="hidden" name="expected" value={formState.tag} />
      <Field {...field('name')} label={texts.name} required />
      <Field {...field('legend')} label={texts.legend} />
      <button class="main" type="submit" name="do" value="save">
        {officeTexts(locale).save}
      </button>
      <a href={`${specialGroupAddress(service.base, row.specialGroupId)}/delete`}>{texts.delete}</a>
    </form>
  )
}

const Members = ({ service, context, moment, row }: Props) => {
  const { by: viewer, locale } = context.var
  const { asOf } = moment
  const { specialGroupId } = row
  const page = { offset: offsetIn(queryOf(context).text('offset')), limit: pageSize }
  const rows = moment.views.customersOfSpecialGroup({ specialGroupId, asOf, viewer, locale, ...page })
  const query = new URLSearchParams({ specialGroupId, ...momentQuery(moment) })
  return (
    <>
      <MembersForm service={service} context={context} moment={moment} name={row.name} rows={rows}>
        <div class="actions">
          <button type="submit" name="do" value="remove">
            {specialGroupTexts(locale).remove}
          </button>
        </div>
      </MembersForm>
      <div class="actions">
        <Pager address={addressOf(context)} {...page} total={row.count} locale={locale} />
        <Downloads base={service.base} listing="specialGroupMembersListing" query={query} locale={locale} />
      </div>
    </>
  )
}

const Content = (props: Props) => {
  const { service, context, moment, row, formState } = props
  const { locale } = context.var
  const address = specialGroupAddress(service.base, row.specialGroupId)
  const { customers } = service.crm.register.tables
  const isMember = (customerId: string): boolean =>
    customers.get(customerId)?.specialGroupIds.includes(row.specialGroupId) === true
  return (
    <>
      <RefusalNote refusal={formState.refusal} locale={locale} />
      <ChangedSince rows={formState.since} moment={moment} locale={locale} />
      <p>
        <a href={`${service.base}/special-groups`}>{officeTexts(locale).specialGroups}</a>
      </p>
      <PastNote moment={moment} locale={locale} />
      {moment.isNow ? <Details {...props} /> : <p>{row.legend ?? ''}</p>}
      <section aria-labelledby="members-title" data-live={moment.isNow ? 'true' : undefined}>
        <h2 id="members-title">{memberTexts(locale).members}</h2>
        <form class="filter" method="get" action={address}>
          <MomentFields moment={moment} locale={locale} />
          <button type="submit">{officeTexts(locale).show}</button>
        </form>
        <Members {...props} />
      </section>
      {moment.isNow ? (
        <FindCustomers service={service} context={context} path={address} isMember={isMember}>
          <button class="main" type="submit" name="do" value="add">
            {specialGroupTexts(locale).add}
          </button>
        </FindCustomers>
      ) : null}
    </>
  )
}

/** The special group in the URL. */
export const specialGroupIdIn = (context: RequestContext): string => context.req.param('specialGroupId') ?? ''

/** Shows a special group: its name and legend with a form, and its customers. */
export const showSpecialGroup = async (
  service: Service,
  context: RequestContext,
  formState: FormState,
): Promise<Response> => {
  const moment = await momentOf(service, context)
  const wanted = specialGroupIdIn(context)
  const row = specialGroupRows(context, moment).find(({ specialGroupId }) => specialGroupId === wanted)
  if (row === undefined) return showNothing(service, context)
  return showPage(service, context, {
    title: row.name,
    area: 'specialGroups',
    status: formState.refusal === null ? undefined : 422,
    content: () => <Content service={service} context={context} moment={moment} row={row} formState={formState} />,
  })
}

const saveCommands = ({ crm }: Service, form: Form, specialGroupId: string): readonly unknown[] => {
  const known = crm.register.tables.specialGroups.get(specialGroupId)
  const [name, legend] = [form.text('name') ?? '', form.text('legend') ?? null]
  return [
    ...(name === known?.name ? [] : [{ type: 'RenameSpecialGroup', data: { specialGroupId, name } }]),
    ...(legend === known?.legend ? [] : [{ type: 'DescribeSpecialGroup', data: { specialGroupId, legend } }]),
  ]
}

/** The commands of the forms on a special group's page. */
export const specialGroupCommands = (service: Service, form: Form, context: RequestContext): readonly unknown[] => {
  const specialGroupId = specialGroupIdIn(context)
  const customerIds = form.texts('customerIds')
  switch (form.text('do')) {
    case 'add':
      return customerIds.length === 0
        ? []
        : [{ type: 'AddCustomersToSpecialGroup', data: { customerIds, specialGroupId } }]
    case 'remove':
      return customerIds.map((customerId) => ({
        type: 'RemoveCustomerFromSpecialGroup',
        data: { customerId, specialGroupId },
      }))
    default:
      return saveCommands(service, form, specialGroupId)
  }
}
