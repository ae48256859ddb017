import type { SpecialGroupListRow } from '@clientele/projections'
import type { Asked, Service } from '../../environment.js'
import { type Form, queryOf } from '../acting/form.js'
import { Downloads } from '../layout/downloads.js'
import { Field } from '../layout/field.js'
import { offsetIn, Pager } from '../layout/pager.js'
import { Refused } from '../layout/refused.js'
import { FindCustomers } from '../members/find-customers.js'
import { MembersForm } from '../members/members-form.js'
import { memberTexts } from '../members/texts/member-texts.js'
import { type Moment, momentOf, momentQuery } from '../moment/moment.js'
import { MomentFields, PastNote } from '../moment/moment-fields.js'
import { addressOf, showPage } from '../page.js'
import type { Filled } from '../pages.js'
import { showNothing } from '../problem-page.js'
import { officeTexts } from '../texts/office-texts.js'
import { specialGroupAddress, specialGroupRows } from './special-group-list.js'
import { specialGroupTexts } from './texts/special-group-texts.js'

type Props = {
  readonly service: Service
  readonly asked: Asked
  readonly moment: Moment
  readonly row: SpecialGroupListRow
  readonly filled: Filled
}

const pageSize = 50

const Details = ({ service, asked, row, filled }: Props) => {
  const { locale } = asked.var
  const texts = specialGroupTexts(locale)
  const wasSaved = filled.form.text('do') === 'save'
  const field = (name: 'name' | 'legend') => ({
    name,
    value: wasSaved ? filled.form.text(name) : (row[name] ?? ''),
    refusal: wasSaved ? filled.refusal : null,
    locale,
  })
  return (
    <form class="fields" method="post" aria-label={texts.details}>
      <input type="hidden" name="back" value={addressOf(asked)} />
      <Field {...field('name')} label={texts.name} required />
      <Field {...field('legend')} label={texts.legend} />
      <button class="main" type="submit" name="do" value="save">
        {officeTexts(locale).save}
      </button>
      <a href={`${specialGroupAddress(service.base, row.specialGroupId)}/delete`}>{texts.delete}</a>
    </form>
  )
}

const Members = ({ service, asked, moment, row }: Props) => {
  const { by: viewer, locale } = asked.var
  const { asOf } = moment
  const { specialGroupId } = row
  const page = { offset: offsetIn(queryOf(asked).text('offset')), limit: pageSize }
  const rows = moment.views.customersOfSpecialGroup({ specialGroupId, asOf, viewer, locale, ...page })
  const query = new URLSearchParams({ specialGroupId, ...momentQuery(moment) })
  return (
    <>
      <MembersForm service={service} asked={asked} moment={moment} name={row.name} rows={rows}>
        <div class="actions">
          <button type="submit" name="do" value="remove">
            {specialGroupTexts(locale).remove}
          </button>
        </div>
      </MembersForm>
      <div class="actions">
        <Pager address={addressOf(asked)} {...page} total={row.count} locale={locale} />
        <Downloads base={service.base} listing="specialGroupMembersListing" query={query} locale={locale} />
      </div>
    </>
  )
}

const Content = (props: Props) => {
  const { service, asked, moment, row, filled } = props
  const { locale } = asked.var
  const address = specialGroupAddress(service.base, row.specialGroupId)
  const { customers } = service.crm.register.tables
  const isMember = (customerId: string): boolean =>
    customers.get(customerId)?.specialGroupIds.includes(row.specialGroupId) === true
  return (
    <>
      <Refused refusal={filled.refusal} locale={locale} />
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
        <FindCustomers service={service} asked={asked} path={address} isMember={isMember}>
          <button class="main" type="submit" name="do" value="add">
            {specialGroupTexts(locale).add}
          </button>
        </FindCustomers>
      ) : null}
    </>
  )
}

/** The special group in the URL. */
export const specialGroupIdIn = (asked: Asked): string => asked.req.param('specialGroupId') ?? ''

/** Shows a special group: its name and legend with a form, and its customers. */
export const showSpecialGroup = async (service: Service, asked: Asked, filled: Filled): Promise<Response> => {
  const moment = await momentOf(service, asked)
  const wanted = specialGroupIdIn(asked)
  const row = specialGroupRows(asked, moment).find(({ specialGroupId }) => specialGroupId === wanted)
  if (row === undefined) return showNothing(service, asked)
  return showPage(service, asked, {
    title: row.name,
    area: 'specialGroups',
    status: filled.refusal === null ? undefined : 422,
    content: () => <Content service={service} asked={asked} moment={moment} row={row} filled={filled} />,
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
export const specialGroupCommands = (service: Service, form: Form, asked: Asked): readonly unknown[] => {
  const specialGroupId = specialGroupIdIn(asked)
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
