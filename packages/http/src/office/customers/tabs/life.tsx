import { messagesFor } from '@clientele/projections'
import { employeeChoices, orNone } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Field, Select } from '../../layout/field.js'
import { customerPath, type TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

const Owner = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const texts = customerTexts(locale)
  const field = fieldsOf(tabProps, 'ChangeCustomerOwner')
  return (
    <CommandForm type="ChangeCustomerOwner" button={texts.changeOwner}>
      <Select
        {...field('ownerId', card.owner?.id)}
        label={messagesFor(locale).headings.owner}
        choices={orNone(texts.none, employeeChoices(tabProps))}
      />
    </CommandForm>
  )
}

const NumberForm = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const field = fieldsOf(tabProps, 'ChangeCustomerNumber')
  return (
    <CommandForm type="ChangeCustomerNumber" button={customerTexts(locale).changeNumber}>
      <Field
        {...field('number', card.number === null ? null : String(card.number))}
        type="number"
        label={messagesFor(locale).headings.customerNumber}
      />
    </CommandForm>
  )
}

const StartDate = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const texts = customerTexts(locale)
  const field = fieldsOf(tabProps, 'SetCustomerStartDate')
  return (
    <div class="actions">
      <CommandForm type="SetCustomerStartDate" button={texts.setStartDate}>
        <Field {...field('date', card.startDate)} type="date" label={messagesFor(locale).headings.startDate} />
      </CommandForm>
      {card.startDate === null ? null : <CommandForm type="ClearCustomerStartDate" button={texts.clearStartDate} />}
      <CommandForm type="BackfillStartDate" button={texts.backfillStartDate} />
    </div>
  )
}

const Archive = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const texts = customerTexts(locale)
  const type = card.archived ? 'RestoreCustomer' : 'ArchiveCustomer'
  return (
    <CommandForm type={type} button={card.archived ? texts.restore : texts.archive}>
      <Field {...fieldsOf(tabProps, type)('reason')} label={messagesFor(locale).fields.reason} />
    </CommandForm>
  )
}

/** The changes that an archived customer refuses. */
const ActiveOnly = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const texts = customerTexts(locale)
  return (
    <>
      <Owner {...tabProps} />
      <NumberForm {...tabProps} />
      <CommandForm
        type={card.private ? 'MarkCustomerPublic' : 'MarkCustomerPrivate'}
        button={card.private ? texts.markPublic : texts.markPrivate}
      />
    </>
  )
}

/** The actions on a customer as a whole. */
export const Life = (tabProps: TabProps) => {
  const { service, card, locale } = tabProps
  const texts = customerTexts(locale)
  return (
    <>
      <h2>{texts.more}</h2>
      {card.archived ? null : <ActiveOnly {...tabProps} />}
      <StartDate {...tabProps} />
      <Archive {...tabProps} />
      <p class="actions">
        <a href={customerPath(service, card.customerId, 'merge')}>{texts.merge}</a>
        {card.archived ? null : <a href={customerPath(service, card.customerId, 'delete')}>{texts.remove}</a>}
      </p>
    </>
  )
}
