import { randomUUID } from 'node:crypto'
import { personFields } from '@clientele/domain'
import { messagesFor, translate } from '@clientele/projections'
import { employeeChoices } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { hiddenName, mergedValue } from '../../forms/three-way.js'
import { type Fact, Facts } from '../../layout/facts.js'
import { Field, Select } from '../../layout/field.js'
import { nameOf } from '../../names.js'
import { contactPath, type TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

const inputTypes: { readonly [K in (typeof personFields)[number]]: 'text' | 'email' | 'tel' } = {
  firstName: 'text',
  lastName: 'text',
  email: 'email',
  phone: 'tel',
  mobile: 'tel',
  title: 'text',
}

const ChangeForm = (tabProps: TabProps) => {
  const { formState, card, locale } = tabProps
  const { fields } = messagesFor(locale)
  const type = 'ChangeContactDetails'
  const own = formState.form.text('scope') === type ? formState : { ...formState, refusal: null }
  return (
    <CommandForm type={type} button={contactTexts(locale).saveDetails} isMain hidden={{ expected: formState.tag }}>
      {personFields.map((name) => (
        <>
          <input type="hidden" name={hiddenName(name)} value={card[name] ?? ''} />
          <Field
            name={name}
            scope={type}
            type={inputTypes[name]}
            label={fields[name]}
            value={mergedValue(own, name, card[name])}
            refusal={own.refusal}
            locale={locale}
          />
        </>
      ))}
    </CommandForm>
  )
}

const servicesOf = ({ card, locale }: TabProps): string => {
  const messages = messagesFor(locale)
  const { services } = card
  if (services === null) return ''
  const offered = (['map', 'sms', 'smsBanned', 'numberSearch', 'website'] as const).filter((name) => services[name])
  return offered.map((name) => translate(messages, name)).join(', ')
}

const facts = (tabProps: TabProps): readonly Fact[] => {
  const { service, moment, card, locale } = tabProps
  const messages = messagesFor(locale)
  const { headings, fields } = messages
  return [
    [headings.kind, card.kinds.map((kind) => translate(messages, kind)).join(', ')],
    [
      fields.privateCustomer,
      card.customerId === null ? null : (
        <a href={`${service.base}/customers/${encodeURIComponent(card.customerId)}`}>
          {nameOf(moment.register, 'customer', card.customerId)}
        </a>
      ),
    ],
    [headings.owner, card.owner?.name ?? null],
    [headings.services, servicesOf(tabProps)],
  ]
}

/** Who sees the contact: everybody, or only its owner and administrators. */
const VisibilityForm = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const texts = contactTexts(locale)
  if (!card.private) return <CommandForm type="MarkContactPrivate" button={texts.markPrivate} />
  const field = fieldsOf(tabProps, 'MarkContactPrivate')
  return (
    <div class="actions">
      <CommandForm type="MarkContactPrivate" button={texts.changeOwner}>
        <Select
          {...field('ownerId', card.owner?.id)}
          label={messagesFor(locale).headings.owner}
          choices={employeeChoices(tabProps)}
        />
      </CommandForm>
      <CommandForm type="MarkContactPublic" button={texts.markPublic} />
    </div>
  )
}

/** The details of the contact, with a form to change them. */
export const Details = (tabProps: TabProps) => {
  const { service, canChange, card, formState, locale } = tabProps
  const texts = contactTexts(locale)
  const { fields } = messagesFor(locale)
  const isShownAsText = !canChange || formState.refusal?.error === 'ConcurrencyConflict'
  return (
    <>
      <Facts facts={facts(tabProps)} />
      <h2>{texts.details}</h2>
      {isShownAsText ? <Facts facts={personFields.map((name): Fact => [fields[name], card[name]])} /> : null}
      {canChange ? (
        <>
          <ChangeForm {...tabProps} />
          <h2>{texts.more}</h2>
          {card.customerId === null ? (
            <CommandForm
              type="ConvertContactToPrivateCustomer"
              hidden={{ newCustomerId: randomUUID() }}
              button={texts.makePrivateCustomer}
            />
          ) : null}
          <VisibilityForm {...tabProps} />
          <p class="actions">
            <a href={contactPath(service, card.personId, 'merge')}>{texts.merge}</a>
          </p>
        </>
      ) : null}
    </>
  )
}
