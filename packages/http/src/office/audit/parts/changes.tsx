import { Origin } from '@clientele/domain'
import { type ChangesQuestion, messagesFor, translate } from '@clientele/projections'
import { queryOf } from '../../actions/form.js'
import { Downloads } from '../../layout/downloads.js'
import { type Choice, Field, Select } from '../../layout/field.js'
import { offsetIn, Pager } from '../../layout/pager.js'
import { type Moment, momentInstant } from '../../moment/moment.js'
import { addressOf } from '../../page.js'
import { type About, aboutIn } from '../about.js'
import { AskForm } from '../ask-form.js'
import { EventTable } from '../event-table.js'
import type { PartProps } from '../part.js'
import { findableKinds, subjectText } from '../subjects.js'
import { auditTexts } from '../texts/audit-texts.js'

const pageSize = 50

const labelled = (labels: { readonly [value: string]: string }, unlimited: string): readonly Choice[] => [
  { value: '', label: unlimited },
  ...Object.entries(labels)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label)),
]

const employeesIn = ({ register }: Moment): { readonly [id: string]: string } =>
  Object.fromEntries([...register.tables.employees.rows()].map(({ employeeId, name }) => [employeeId, name]))

const Filters = ({ service, context, moment, about }: PartProps & { readonly about: About }) => {
  const { locale } = context.var
  const texts = auditTexts(locale)
  const messages = messagesFor(locale)
  const query = queryOf(context)
  const field = (name: string) => ({ name, value: query.text(name), refusal: null, locale })
  const day = (name: string) => ({ ...field(name), type: 'date' as const })
  const origins = Object.fromEntries(Origin.values.map((one) => [one, translate(messages, one)]))
  return (
    <AskForm service={service} context={context} show="changes" about={about}>
      <Select {...field('by')} label={texts.by} choices={labelled(employeesIn(moment), texts.anybody)} />
      <Select {...field('types')} label={texts.what} choices={labelled(messages.events, texts.anything)} />
      <Select {...field('fields')} label={texts.field} choices={labelled(messages.fields, texts.anyField)} />
      <Select {...field('origin')} label={texts.origin} choices={labelled(origins, texts.anyOrigin)} />
      <Field {...day('from')} label={texts.from} />
      <Field {...day('to')} label={texts.to} />
      <Field {...day('recordedFrom')} label={texts.recordedFrom} />
      <Field {...day('recordedTo')} label={texts.recordedTo} />
    </AskForm>
  )
}

const names = ['from', 'to', 'recordedFrom', 'recordedTo', 'by', 'types', 'fields', 'origin'] as const

const questionIn = ({ context }: PartProps, { chosen }: About): ChangesQuestion => {
  const query = queryOf(context)
  const origin = query.text('origin')
  return {
    ...{ from: query.text('from'), to: query.text('to') },
    ...{ recordedFrom: query.text('recordedFrom'), recordedTo: query.text('recordedTo') },
    ...{ by: query.text('by'), types: query.texts('types'), fields: query.texts('fields') },
    origin: Origin.is(origin) ? origin : undefined,
    subjects: chosen.map(({ kind, id }) => ({ kind, id })),
  }
}

const listingQuery = ({ service, context, moment }: PartProps, { chosen }: About): URLSearchParams => {
  const query = new URLSearchParams(momentInstant(service, moment))
  for (const name of names) for (const text of queryOf(context).texts(name)) query.append(name, text)
  for (const subject of chosen) query.append('subjects', subjectText(subject))
  return query
}

/** The changes, newest first, with their filters. */
export const ChangesPart = (props: PartProps) => {
  const { service, context, moment } = props
  const { by: viewer, locale } = context.var
  const about = aboutIn(props, findableKinds)
  const page = { offset: offsetIn(queryOf(context).text('offset')), limit: pageSize }
  const { rows, total } =
    about.found === null
      ? moment.audit.changes({ ...questionIn(props, about), ...page, viewer, locale })
      : { rows: [], total: 0 }
  return (
    <>
      <Filters {...props} about={about} />
      <EventTable service={service} context={context} id="changes" caption={auditTexts(locale).changes} rows={rows} />
      <div class="actions">
        <Pager address={addressOf(context)} {...page} total={total} locale={locale} />
        <Downloads
          base={service.base}
          listing="changesListing"
          query={listingQuery(props, about)}
          locale={locale}
          asLines
        />
      </div>
    </>
  )
}
