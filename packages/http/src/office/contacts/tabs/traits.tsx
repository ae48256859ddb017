import { messagesFor, visibleCustomers } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { orNone, valueChoices, valueName } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Select } from '../../layout/field.js'
import { nameOf } from '../../names.js'
import type { TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

const Categories = (tabProps: TabProps) => {
  const { person, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const type = 'AssignContactCategory'
  const choices = valueChoices(tabProps, 'contactCategory').filter(({ value }) => !person.categories.includes(value))
  return (
    <section>
      <h2>{texts.categories}</h2>
      {person.categories.length === 0 ? <p>{texts.none}</p> : null}
      <ul class="plain">
        {person.categories.map((category) => {
          const name = valueName(tabProps, 'contactCategory', category)
          return (
            <li class="actions">
              <span>{name}</span>
              {canChange ? (
                <CommandForm
                  type="RemoveContactCategory"
                  scope={`RemoveContactCategory-${category}`}
                  hidden={{ category }}
                  button={texts.take}
                  label={fill(texts.takeOf, { name })}
                />
              ) : null}
            </li>
          )
        })}
      </ul>
      {canChange && choices.length > 0 ? (
        <CommandForm type={type} button={texts.give} label={texts.giveCategory}>
          <Select
            {...fieldsOf(tabProps, type)('category')}
            label={messagesFor(locale).fields.category}
            choices={choices}
          />
        </CommandForm>
      ) : null}
    </section>
  )
}

const PropertyRow = (tabProps: TabProps) => {
  const { service, context, person, moment, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const isVisible = visibleCustomers(service.crm.register, { viewer: context.var.by })
  const properties = [...moment.register.tables.heldProperties.rowsWhere('personId', person.personId)].filter(
    ({ customerId }) => customerId === null || isVisible(customerId),
  )
  if (properties.length === 0) return <p>{texts.none}</p>
  return (
    <ul class="plain">
      {properties.map(({ property, customerId }) => {
        const at = customerId === null ? '' : `, ${nameOf(moment.register, 'customer', customerId)}`
        const name = `${valueName(tabProps, 'contactProperty', property)}${at}`
        return (
          <li class="actions">
            <span>{name}</span>
            {canChange ? (
              <CommandForm
                type="RemoveContactProperty"
                scope={`RemoveContactProperty-${property}-${customerId ?? ''}`}
                hidden={{ propertyNo: property, customerId: customerId ?? '' }}
                button={texts.take}
                label={fill(texts.takeOf, { name })}
              />
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

const Properties = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const { headings, fields } = messagesFor(locale)
  const type = 'AssignContactProperty'
  const field = fieldsOf(tabProps, type)
  const choices = valueChoices(tabProps, 'contactProperty')
  const companies = card.companies.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <section>
      <h2>{headings.properties}</h2>
      <PropertyRow {...tabProps} />
      {canChange && choices.length > 0 ? (
        <CommandForm type={type} button={texts.give} label={texts.giveProperty}>
          <Select {...field('propertyNo')} label={fields.property} choices={choices} />
          <Select {...field('customerId')} label={fields.company} choices={orNone(texts.everywhere, companies)} />
        </CommandForm>
      ) : null}
    </section>
  )
}

/** The categories and properties of the contact. */
export const Traits = (tabProps: TabProps) => (
  <>
    <Categories {...tabProps} />
    <Properties {...tabProps} />
  </>
)
