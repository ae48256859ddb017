import { dimensionOf } from '@clientele/domain'
import { messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { queryOf } from '../../actions/form.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Field, Select } from '../../layout/field.js'
import { officeTexts } from '../../texts/office-texts.js'
import type { PartProps } from '../part.js'
import { settingsTexts } from '../texts/settings-texts.js'

const standard = [
  ...['segment', 'status', 'attractionChannel', 'customerKind', 'customerProperty'],
  ...['contactCategory', 'contactProperty'],
]

const cataloguesIn = ({ service }: PartProps): readonly string[] => [
  ...new Set([
    ...standard,
    ...[...service.crm.register.tables.classifierValues.rows()].map(({ catalogue }) => catalogue),
  ]),
]

const catalogueName = (catalogue: string, { context }: PartProps): string => {
  const labels = new Map<string, string>(Object.entries(messagesFor(context.var.locale).fields))
  return dimensionOf(catalogue) ?? labels.get(catalogue) ?? catalogue
}

type Chosen = PartProps & { readonly catalogue: string }

const isNumbered = (catalogue: string): boolean => catalogue === 'contactProperty'

const AddForm = ({ context, formState, catalogue }: Chosen) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const field = fieldsOf({ formState, locale }, 'add')
  return (
    <>
      <h2>{texts.newValueTitle}</h2>
      {isNumbered(catalogue) ? (
        <CommandForm type="AddContactProperty" scope="add" button={texts.addValue}>
          <Field {...field('number')} type="number" label={texts.number} required />
          <Field {...field('name')} label={texts.name} required />
        </CommandForm>
      ) : (
        <CommandForm type="AddClassifierValue" scope="add" hidden={{ catalogue }} button={texts.addValue}>
          <Field {...field('value')} label={texts.shortName} required />
          <Field {...field('name')} label={texts.name} />
        </CommandForm>
      )}
    </>
  )
}

const Change = ({ context, formState, catalogue, value, name }: Chosen & { value: string; name: string }) => {
  const { locale } = context.var
  const texts = settingsTexts(locale)
  const field = fieldsOf({ formState, locale }, `rename-${value}`)
  const hidden = { catalogue, value }
  return (
    <>
      {isNumbered(catalogue) ? null : (
        <CommandForm
          type="RenameClassifierValue"
          scope={`rename-${value}`}
          hidden={hidden}
          button={texts.rename}
          label={fill(texts.renameOf, { name })}
        >
          <Field {...field('name', name)} label={texts.name} required />
        </CommandForm>
      )}
      <CommandForm
        type="RetireClassifierValue"
        scope={`retire-${value}`}
        hidden={hidden}
        button={texts.retire}
        label={fill(texts.retireOf, { name })}
      />
    </>
  )
}

const Values = (props: Chosen) => {
  const { service, context, catalogue } = props
  const { by: viewer, locale } = context.var
  const texts = settingsTexts(locale)
  const values = service.crm.views.classifierValues({ catalogue, viewer, locale, includeRetired: true })
  return (
    <DataTable
      id="values"
      caption={catalogueName(catalogue, props)}
      columns={[texts.name, texts.shortName, texts.state, texts.change]}
      rows={values.map(({ value, name, retired }) => [
        name,
        value,
        retired ? texts.retired : texts.inUse,
        retired ? '' : <Change {...props} value={value} name={name} />,
      ])}
      empty={texts.none}
    />
  )
}

/** The values of a catalogue, with forms to add, rename and retire them. */
export const CataloguesPart = (props: PartProps) => {
  const { service, context } = props
  const { locale } = context.var
  const catalogues = cataloguesIn(props)
  const catalogue = catalogues.find((one) => one === queryOf(context).text('catalogue')) ?? 'segment'
  return (
    <>
      <form class="filter" method="get" action={`${service.base}/settings`}>
        <input type="hidden" name="show" value="catalogues" />
        <Select
          name="catalogue"
          scope="choose"
          label={settingsTexts(locale).catalogue}
          value={catalogue}
          choices={catalogues.map((one) => ({ value: one, label: catalogueName(one, props) }))}
          refusal={null}
          locale={locale}
        />
        <button type="submit">{officeTexts(locale).show}</button>
      </form>
      <Values {...props} catalogue={catalogue} />
      <AddForm {...props} catalogue={catalogue} />
    </>
  )
}
