import { type DurationRow, durationKinds, messagesFor } from '@clientele/projections'
import { queryOf } from '../../actions/form.js'
import { DataTable } from '../../layout/data-table.js'
import { Downloads } from '../../layout/downloads.js'
import { Field, Select } from '../../layout/field.js'
import { lastDayOf } from '../../moment/last-day.js'
import { momentInstant } from '../../moment/moment.js'
import { aboutIn, lastSelected } from '../about.js'
import { AskForm } from '../ask-form.js'
import type { PartProps } from '../part.js'
import { auditTexts } from '../texts/audit-texts.js'

type Of = (typeof durationKinds)[number]

const ofIn = ({ context }: PartProps): Of =>
  durationKinds.find((kind) => kind === queryOf(context).text('of')) ?? durationKinds[0]

const Durations = (props: PartProps & { readonly id: string; readonly name: string }) => {
  const { service, context, moment, id, name } = props
  const { by: viewer, locale } = context.var
  const { headings } = messagesFor(locale)
  const { asOf } = moment
  const of = ofIn(props)
  const rows: readonly DurationRow[] = moment.audit.durations({
    ...{ subject: { kind: 'customer', id }, of, asOf },
    ...{ viewer, locale },
  })
  const query = new URLSearchParams({ subject: `customer:${id}`, of, asOf, ...momentInstant(service, moment) })
  return (
    <>
      <DataTable
        id="durations"
        caption={`${headings[of]}: ${name}`}
        columns={[headings.name, headings.firstDay, headings.lastDay, headings.membershipDays]}
        rows={rows.map((row) => [row.name, row.from, lastDayOf(row.until) ?? '', row.days])}
        empty={auditTexts(locale).nothing}
      />
      <Downloads base={service.base} listing="durationsListing" query={query} locale={locale} asLines />
    </>
  )
}

/** How long a customer was in a group, segment or status, or had an owner. */
export const DurationsPart = (props: PartProps) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = auditTexts(locale)
  const { headings } = messagesFor(locale)
  const about = aboutIn(props, ['customer'])
  const subject = lastSelected(about)
  const field = { refusal: null, locale }
  return (
    <>
      <AskForm service={service} context={context} show="durations" about={about}>
        <Select
          {...field}
          name="of"
          label={texts.howLong}
          value={ofIn(props)}
          choices={durationKinds.map((kind) => ({ value: kind, label: headings[kind] }))}
        />
        <Field {...field} name="asOf" type="date" label={texts.until} value={moment.asOf} />
      </AskForm>
      {subject === undefined ? (
        <p>{texts.chooseFirst}</p>
      ) : (
        <Durations {...props} id={subject.id} name={subject.name} />
      )}
    </>
  )
}
