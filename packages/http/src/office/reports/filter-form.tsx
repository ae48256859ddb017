import type { Child } from 'hono/jsx'
import { queryOf } from '../actions/form.js'
import { employeeChoices, orNone } from '../forms/choices.js'
import { CustomerFilters } from '../forms/customer-filters.js'
import { Field, Select } from '../layout/field.js'
import { MomentFields } from '../moment/moment-fields.js'
import { officeTexts } from '../texts/office-texts.js'
import type { PartProps } from './part.js'
import { reportTexts } from './texts/report-texts.js'

type Props = PartProps & {
  readonly show: string
  /** The filters of customers that the report does not have, or `all`. */
  readonly without?: readonly string[] | 'all' | undefined
  readonly children?: Child
}

/** The fields for a period and an employee. */
export const OverTime = ({ context, moment }: PartProps) => {
  const { locale } = context.var
  const texts = reportTexts(locale)
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  return (
    <>
      <Field {...field('from')} type="date" label={texts.from} />
      <Field {...field('to')} type="date" label={texts.to} />
      <Select {...field('userId')} label={texts.user} choices={orNone('–', employeeChoices({ context, moment }))} />
    </>
  )
}

/** The filters of a report, which are in the URL. */
export const FilterForm = ({ show, without = [], children, ...props }: Props) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const isAll = without === 'all'
  return (
    <form class="filter" method="get" action={`${service.base}/reports`}>
      <input type="hidden" name="show" value={show} />
      {isAll ? null : (
        <details open={[...new URL(context.req.url).searchParams].length > 1}>
          <summary>{reportTexts(locale).filters}</summary>
          <div class="filter">
            <CustomerFilters choosing={{ context, moment }} without={without} />
          </div>
        </details>
      )}
      {children}
      <MomentFields moment={moment} locale={locale} />
      <button class="main" type="submit">
        {officeTexts(locale).show}
      </button>
    </form>
  )
}
