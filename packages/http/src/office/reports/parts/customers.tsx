import { queryOf } from '../../actions/form.js'
import { availableColumns, columnLabel } from '../../forms/customer-columns.js'
import { Field, Select } from '../../layout/field.js'
import { RefusalNote } from '../../layout/refusal-note.js'
import { listingPart } from '../../listings/listing-part.js'
import { FilterForm, OverTime } from '../filter-form.js'
import { listingQuery, type PartProps } from '../part.js'
import { savedQuery } from '../saved-query.js'
import { reportTexts } from '../texts/report-texts.js'

const Columns = ({ context, moment }: PartProps) => {
  const { locale } = context.var
  const chosen = queryOf(context).texts('columns')
  return (
    <details>
      <summary>{reportTexts(locale).columns}</summary>
      <fieldset class="checks">
        <legend>{reportTexts(locale).columnsHint}</legend>
        {availableColumns(moment.register).map((column) => (
          <label class="check">
            <input type="checkbox" name="columns" value={column} checked={chosen.includes(column)} />
            {columnLabel(moment.register, column, locale)}
          </label>
        ))}
      </fieldset>
    </details>
  )
}

const SaveForm = (props: PartProps) => {
  const { service, context, formState } = props
  const { locale } = context.var
  const texts = reportTexts(locale)
  const { form, refusal } = formState
  const reportId = queryOf(context).text('reportId')
  const saved = service.crm.views
    .savedReports({ viewer: context.var.by, locale })
    .find((one) => one.reportId === reportId && one.ownerId === context.var.by)
  const field = (name: string, value?: string) => ({
    ...{ name, scope: 'save', refusal, locale },
    value: form.text(name) ?? value,
  })
  const scopes = [
    { value: 'own', label: texts.own },
    { value: 'office', label: texts.office },
  ]
  return (
    <section aria-labelledby="save-title">
      <h2 id="save-title">{texts.saveTitle}</h2>
      <RefusalNote refusal={refusal} locale={locale} />
      <form class="fields" method="post" action={`${service.base}/reports?${new URL(context.req.url).searchParams}`}>
        <input type="hidden" name="do" value="save" />
        {saved === undefined ? null : <input type="hidden" name="reportId" value={saved.reportId} />}
        <input type="hidden" name="query" value={savedQuery(context).toString()} />
        <Field {...field('name', saved?.name)} label={texts.name} required />
        <Select {...field('scope', saved?.scope)} label={texts.scope} choices={scopes} />
        <button type="submit">{saved === undefined ? texts.save : texts.saveAgain}</button>
      </form>
    </section>
  )
}

/** The report of customers by any filter and a period, with selectable columns, and a form that saves it. */
export const customersPart = async (props: PartProps) => {
  const { service, context, moment } = props
  const { locale } = context.var
  const texts = reportTexts(locale)
  const query = listingQuery(props, 'reportListing')
  const reportId = queryOf(context).text('reportId')
  const listed = await listingPart({ service, context, listing: 'reportListing', query, caption: texts.customers })
  return (
    <>
      <FilterForm {...props} show="customers">
        {reportId === undefined ? null : <input type="hidden" name="reportId" value={reportId} />}
        <OverTime {...props} />
        <Columns {...props} />
      </FilterForm>
      {listed}
      {moment.isNow ? <SaveForm {...props} /> : null}
    </>
  )
}
