import { detailFields } from '@clientele/domain'
import { messagesFor, translate } from '@clientele/projections'
import { CommandForm } from '../../forms/command-form.js'
import { hiddenName, mergedValue } from '../../forms/three-way.js'
import { type Fact, Facts } from '../../layout/facts.js'
import { Field } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'
import { Life } from './life.js'

const valueIn = ({ card }: TabProps, field: string): string | null =>
  field === 'name' ? card.name : (card.details[field] ?? null)

const types = { email: 'email', phone: 'tel' } as const

const ChangeForm = (tabProps: TabProps) => {
  const { formState, locale } = tabProps
  const texts = customerTexts(locale)
  const { fields } = messagesFor(locale)
  const type = 'ChangeCustomerDetails'
  const own = formState.form.text('scope') === type ? formState : { ...formState, refusal: null }
  return (
    <CommandForm type={type} button={texts.saveDetails} isMain hidden={{ expected: formState.tag }}>
      {detailFields.map((name) => (
        <>
          <input type="hidden" name={hiddenName(name)} value={valueIn(tabProps, name) ?? ''} />
          <Field
            name={name}
            scope={type}
            type={name === 'email' || name === 'phone' ? types[name] : 'text'}
            label={fields[name]}
            value={mergedValue(own, name, valueIn(tabProps, name))}
            refusal={own.refusal}
            locale={locale}
          />
        </>
      ))}
    </CommandForm>
  )
}

const nowFacts = (tabProps: TabProps): readonly Fact[] => {
  const { fields } = messagesFor(tabProps.locale)
  return detailFields.map((name): Fact => [fields[name], valueIn(tabProps, name)])
}

const ownerText = ({ card }: TabProps): string | null => card.owner?.name ?? card.owner?.id ?? null

const facts = (tabProps: TabProps): readonly Fact[] => {
  const { service, card, locale } = tabProps
  const messages = messagesFor(locale)
  const { headings, fields } = messages
  const person = card.personId
  return [
    [headings.kind, translate(messages, card.kind)],
    [headings.customerNumber, card.number],
    [headings.owner, ownerText(tabProps)],
    [headings.group, card.groups.map(({ name }) => name).join(', ')],
    [headings.specialGroups, card.specialGroups.map(({ name }) => name).join(', ')],
    [headings.responsibleManager, card.responsibleManager?.name],
    [headings.serviceManager, card.serviceManager?.name],
    [fields.startDate, card.startDate],
    [headings.absorbed, card.absorbed.map(({ name }) => name).join(', ')],
    [
      customerTexts(locale).person,
      person === null ? null : <a href={`${service.base}/contacts/${encodeURIComponent(person)}`}>{card.name}</a>,
    ],
  ]
}

/** The data of an erased private customer cannot be changed; everything else can. */
const isErased = ({ moment, card }: TabProps): boolean =>
  card.personId !== null && (moment.register.tables.persons.get(card.personId)?.erased ?? null) !== null

/** The details of the customer, with a form to change them, and the actions on it as a whole. */
export const Details = (tabProps: TabProps) => {
  const { canChange, card, locale } = tabProps
  const isEditable = canChange && !card.archived && !isErased(tabProps)
  const isConflict = tabProps.formState.refusal?.error === 'ConcurrencyConflict'
  return (
    <>
      <Facts facts={facts(tabProps)} />
      <h2>{customerTexts(locale).details}</h2>
      {isEditable && !isConflict ? null : <Facts facts={nowFacts(tabProps)} />}
      {isEditable ? <ChangeForm {...tabProps} /> : null}
      {canChange ? <Life {...tabProps} /> : null}
    </>
  )
}
