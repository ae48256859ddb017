import { isActive } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { queryOf } from '../actions/form.js'
import { Check, type Choice, Field, Select } from '../layout/field.js'
import type { Moment } from '../moment/moment.js'
import { MomentFields } from '../moment/moment-fields.js'
import { officeTexts } from '../texts/office-texts.js'
import { inChargeTexts } from './texts/in-charge-texts.js'

type Props = { readonly service: Service; readonly context: RequestContext; readonly moment: Moment }

const byLabel = (one: Choice, other: Choice): number => one.label.localeCompare(other.label)

/** The employees by name; with a day, without those who have left by then. */
export const employeeChoices = ({ register }: Pick<Moment, 'register'>, activeOn?: string): readonly Choice[] =>
  [...register.tables.employees.rows()]
    .filter((employee) => activeOn === undefined || isActive(employee, activeOn))
    .map(({ employeeId, name }) => ({ value: employeeId, label: name }))
    .sort(byLabel)

const maxChoices = 20

const customersFor = ({ context, moment }: Props, text: string): readonly Choice[] => {
  const { by: viewer, locale } = context.var
  const filter = { text, showArchived: true }
  const columns = ['customerId', 'name']
  const found = moment.views.customerList({ asOf: moment.asOf, viewer, locale, columns, filter, limit: maxChoices })
  if (isLeft(found)) return []
  return found.right.map(({ customerId, name }) => ({ value: String(customerId), label: String(name) }))
}

const addressFor = (context: RequestContext, customerId: string): string => {
  const { pathname, searchParams } = new URL(context.req.url)
  searchParams.delete('customer')
  searchParams.delete('offset')
  searchParams.set('customerId', customerId)
  return `${pathname}?${searchParams.toString()}`
}

/** The customers that match the text of the filter, as links that select one. */
const CustomerChoices = (props: Props) => {
  const { context } = props
  const text = queryOf(context).text('customer')
  if (text === undefined) return null
  const texts = inChargeTexts(context.var.locale)
  const choices = customersFor(props, text)
  if (choices.length === 0) return <p>{fill(texts.noCustomer, { text })}</p>
  return (
    <nav aria-label={texts.which}>
      <p>{texts.which}</p>
      <ul>
        {choices.map(({ value, label }) => (
          <li>
            <a href={addressFor(context, value)}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const OnlyCustomer = ({ context, moment }: Props) => {
  const { by: viewer, locale } = context.var
  const customerId = queryOf(context).text('customerId')
  if (customerId === undefined) return null
  const card = moment.views.customerCard({ customerId, asOf: moment.asOf, viewer, locale })
  return (
    <label class="check">
      <input type="checkbox" name="customerId" value={customerId} checked />
      {fill(inChargeTexts(locale).only, { name: card?.name ?? '–' })}
    </label>
  )
}

/** The filters of the list of persons in charge, and its moment. */
export const ListFilters = (props: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = inChargeTexts(locale)
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  const isOn = (name: string): boolean => query.text(name) === 'true'
  const employees = [{ value: '', label: texts.anybody }, ...employeeChoices(moment)]
  return (
    <>
      <form class="filter" method="get" action={`${service.base}/persons-in-charge`}>
        <Select {...field('employeeId')} label={texts.person} choices={employees} />
        <Field {...field('customer')} label={texts.customerFind} />
        <OnlyCustomer {...props} />
        <Check name="includeEnded" label={texts.includeEnded} isOn={isOn('includeEnded')} />
        <Check name="showArchived" label={texts.showArchived} isOn={isOn('showArchived')} />
        <Check
          name="showProjectParticipants"
          label={texts.showProjectParticipants}
          isOn={isOn('showProjectParticipants')}
        />
        <MomentFields moment={moment} locale={locale} />
        <button class="main" type="submit">
          {officeTexts(locale).show}
        </button>
      </form>
      <CustomerChoices {...props} />
    </>
  )
}
