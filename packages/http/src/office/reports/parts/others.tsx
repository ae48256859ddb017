import { dimensionOf } from '@clientele/domain'
import { messagesFor, translate } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { queryOf } from '../../actions/form.js'
import { orNone } from '../../forms/choices.js'
import { DataTable } from '../../layout/data-table.js'
import { type Choice, Field, Select } from '../../layout/field.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import { listingPart } from '../../listings/listing-part.js'
import { officeTexts } from '../../texts/office-texts.js'
import { FilterForm, OverTime } from '../filter-form.js'
import { listingQuery, type PartProps } from '../part.js'
import { reportTexts } from '../texts/report-texts.js'

const rowsOf = (props: PartProps, listing: string, caption: string) =>
  listingPart({ service: props.service, context: props.context, listing, query: listingQuery(props, listing), caption })

/** The members of groups in a period, and how long they were members. */
export const groupsPart = async (props: PartProps) => {
  const rows = await rowsOf(props, 'groupReportListing', reportTexts(props.context.var.locale).groupReport)
  return (
    <>
      <FilterForm {...props} show="groups">
        <OverTime {...props} />
      </FilterForm>
      {rows}
    </>
  )
}

/** The start dates of the customers. */
export const startDatesPart = async (props: PartProps) => {
  const rows = await rowsOf(props, 'startDateListing', reportTexts(props.context.var.locale).startDates)
  return (
    <>
      <FilterForm {...props} show="startDates" without="all" />
      {rows}
    </>
  )
}

/** The tasks of the customers. */
export const tasksPart = async (props: PartProps) => {
  const rows = await rowsOf(props, 'taskListing', reportTexts(props.context.var.locale).tasks)
  return (
    <>
      <FilterForm {...props} show="tasks" without={['showArchived']}>
        <OverTime {...props} />
      </FilterForm>
      {rows}
    </>
  )
}

const channels = (locale: PartProps['context']['var']['locale']): readonly Choice[] =>
  ['email', 'letter', 'sms'].map((value) => ({ value, label: translate(messagesFor(locale), value) }))

const propertyChoices = ({ context, moment }: PartProps): readonly Choice[] =>
  moment.views
    .classifierValues({ catalogue: 'contactProperty', viewer: context.var.by, locale: context.var.locale })
    .map(({ value, name }) => ({ value, label: name }))

/** The target group: who may be contacted by a channel. */
export const audiencePart = async (props: PartProps) => {
  const { service, context } = props
  const { locale } = context.var
  const texts = reportTexts(locale)
  const query = listingQuery(props, 'targetGroupListing')
  if (!query.has('channel')) query.set('channel', 'email')
  const rows = await listingPart({ service, context, listing: 'targetGroupListing', query, caption: texts.audience })
  const field = (name: string) => ({ name, value: queryOf(context).text(name), refusal: null, locale })
  return (
    <>
      <FilterForm {...props} show="audience" without={['showArchived']}>
        <Select {...field('channel')} label={messagesFor(locale).headings.channel} choices={channels(locale)} />
        <Select
          {...field('contactProperties')}
          label={texts.contactProperty}
          choices={orNone('–', propertyChoices(props))}
        />
      </FilterForm>
      {rows}
    </>
  )
}

const dimensionsIn = ({ moment }: PartProps): readonly string[] => [
  ...new Set([...moment.register.tables.classifierValues.rows()].flatMap((row) => dimensionOf(row.catalogue) ?? [])),
]

const TrackingRows = ({ context, moment, dimension }: PartProps & { readonly dimension: string }) => {
  const { by: viewer, locale } = context.var
  const texts = reportTexts(locale)
  const query = queryOf(context)
  const period = { from: query.text('from'), to: query.text('to') }
  const found = moment.views.trackingReport({ dimension, period, asOf: moment.asOf, viewer, locale })
  if (isLeft(found)) return <RefusalNote refusal={found.left} locale={locale} />
  return (
    <DataTable
      id="tracking"
      caption={`${texts.tracking}: ${dimension}`}
      columns={[texts.value, texts.inPeriod, texts.atStart, texts.atEnd]}
      rows={found.right.map(({ name, customers, atStart, atEnd }) => [name, customers, atStart, atEnd])}
      empty={officeTexts(locale).nothing}
    />
  )
}

/** The number of customers per value of a tracking dimension. */
export const trackingPart = async (props: PartProps) => {
  const { context } = props
  const { locale } = context.var
  const texts = reportTexts(locale)
  const query = queryOf(context)
  const dimensions = dimensionsIn(props)
  const dimension = query.text('dimension') ?? dimensions[0]
  const day = (name: 'from' | 'to') => (
    <Field name={name} type="date" label={texts[name]} value={query.text(name)} refusal={null} locale={locale} />
  )
  return (
    <>
      <FilterForm {...props} show="tracking" without="all">
        <Select
          name="dimension"
          label={texts.dimension}
          value={dimension}
          choices={dimensions.map((one) => ({ value: one, label: one }))}
          refusal={null}
          locale={locale}
        />
        {day('from')}
        {day('to')}
      </FilterForm>
      {dimension === undefined ? <p>{texts.noDimension}</p> : <TrackingRows {...props} dimension={dimension} />}
    </>
  )
}
