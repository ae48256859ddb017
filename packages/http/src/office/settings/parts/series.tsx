import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Field } from '../../layout/field.js'
import type { PartProps } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'

/** The number series of customers, and a form for a new one. */
export const SeriesPart = ({ service, context, formState }: PartProps) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const series = service.crm.views.numberSeries({ viewer: context.var.by })
  const field = fieldsOf({ formState, locale }, 'DefineNumberSeries')
  return (
    <>
      <DataTable
        id="series"
        caption={texts.series}
        columns={[texts.shortName, texts.customerKind, texts.firstNumber, texts.lastNumber, texts.next, texts.left]}
        rows={series.map(({ seriesId, kind, start, end, next, left }) => [
          ...[seriesId, kind ?? '', start, end ?? '', next ?? '', left ?? ''],
        ])}
        empty={texts.none}
      />
      <h2>{texts.newSeries}</h2>
      <CommandForm type="DefineNumberSeries" button={texts.define}>
        <Field {...field('seriesId')} label={texts.shortName} required />
        <Field {...field('kind')} label={texts.customerKind} />
        <Field {...field('start')} type="number" label={texts.firstNumber} required />
        <Field {...field('end')} type="number" label={texts.lastNumber} />
      </CommandForm>
    </>
  )
}
