import { messagesFor } from '@clientele/projections'
import { employeeChoices, orNone } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Field, Select } from '../../layout/field.js'
import { customerPath, type TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

const Owner = (shown: TabProps) => {
  const { card, locale } = shown
  const texts = customerTexts(locale)
  const field = fieldsOf(shown, 'ChangeCustomerOwner')
  return (
    <CommandForm type="ChangeCustomerOwner" button={texts.changeOwner}>
      <Select
        {...field('ownerId', card.owner?.id)}
        label={messagesFor(locale).headings.owner}
        choices={orNone(texts.none, employeeChoices(shown))}
      />
    </CommandForm>
  )
}

const NumberForm = (shown: TabProps) => {
  const { card, locale } = shown
  const field = fieldsOf(shown, 'ChangeCustomerNumber')
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

const StartDate = (shown: TabProps) => {
  const { card, locale } = shown
  const texts = customerTexts(locale)
  const field = fieldsOf(shown, 'SetCustomerStartDate')
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

const Archive = (shown: TabProps) => {
  const { card, locale } = shown
  const texts = customerTexts(locale)
  const type = card.archived ? 'RestoreCustomer' : 'ArchiveCustomer'
  return (
    <CommandForm type={type} button={card.archived ? texts.restore : texts.archive}>
      <Field {...fieldsOf(shown, type)('reason')} label={messagesFor(locale).fields.reason} />
    </CommandForm>
  )
}

/** The actions on a customer as a whole. */
export const Life = (shown: TabProps) => {
  const { service, card, locale } = shown
  const texts = customerTexts(locale)
  return (
    <>
      <h2>{texts.more}</h2>
      <Owner {...shown} />
      <NumberForm {...shown} />
      <StartDate {...shown} />
      <CommandForm
        type={card.private ? 'MarkCustomerPublic' : 'MarkCustomerPrivate'}
        button={card.private ? texts.markPublic : texts.markPrivate}
      />
      <Archive {...shown} />
      <p class="actions">
        <a href={customerPath(service, card.customerId, 'merge')}>{texts.merge}</a>
        <a href={customerPath(service, card.customerId, 'delete')}>{texts.remove}</a>
      </p>
    </>
  )
}
