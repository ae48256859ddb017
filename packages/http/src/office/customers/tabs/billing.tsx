import { messagesFor, translate } from '@clientele/projections'
import { valueChoices, valueName } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Field, Select } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'
import { Accounts } from './accounts.js'
import { Part } from './part.js'

const LegalEntities = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const { fields, headings } = messagesFor(locale)
  const field = fieldsOf(tabProps, 'AddLegalEntity')
  const items = card.legalEntities.map(({ legalEntityId, name, registryCode, billedBy }) => ({
    id: legalEntityId,
    name: [name ?? legalEntityId, registryCode, billedBy === null ? null : `${fields.billedBy}: ${billedBy}`]
      .filter((text) => text !== null)
      .join(', '),
  }))
  return (
    <Part
      tabProps={tabProps}
      title={headings.legalEntities}
      items={items}
      remove={['RemoveLegalEntity', 'legalEntityId']}
    >
      {canChange ? (
        <CommandForm type="AddLegalEntity" button={texts.addLegalEntity}>
          <Field {...field('legalEntityId')} label={texts.id} />
          <Field {...field('name')} label={fields.name} />
          <Field {...field('registryCode')} label={fields.registryCode} />
          <Field {...field('billedBy')} label={fields.billedBy} />
        </CommandForm>
      ) : null}
    </Part>
  )
}

const InvoiceTypes = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const messages = messagesFor(locale)
  const { fields, headings } = messages
  const choices = valueChoices(tabProps, 'invoiceType')
  const field = fieldsOf(tabProps, 'AddInvoiceType')
  const items = card.invoiceTypes.map(({ invoiceTypeId, productIds }) => ({
    id: invoiceTypeId,
    name: `${valueName(tabProps, 'invoiceType', invoiceTypeId)}: ${productIds?.join(', ') ?? messages.words.everyProduct}`,
  }))
  return (
    <Part
      tabProps={tabProps}
      title={headings.invoiceTypes}
      items={items}
      remove={['RemoveInvoiceType', 'invoiceTypeId']}
    >
      {canChange && choices.length > 0 ? (
        <CommandForm type="AddInvoiceType" button={texts.addInvoiceType}>
          <Select {...field('invoiceTypeId')} label={fields.invoiceType} choices={choices} />
          <Field {...field('productIds')} label={texts.products} />
        </CommandForm>
      ) : null}
    </Part>
  )
}

const PortalUsers = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const { fields, headings } = messagesFor(locale)
  const users = new Set(card.portalUsers.map(({ personId }) => personId))
  const choices = card.contacts.filter(({ id }) => !users.has(id)).map(({ id, name }) => ({ value: id, label: name }))
  const items = card.portalUsers.map(({ personId, name }) => ({ id: personId, name }))
  return (
    <Part tabProps={tabProps} title={headings.portalUsers} items={items} remove={['RevokePortalAccess', 'personId']}>
      {canChange && choices.length > 0 ? (
        <CommandForm type="GrantPortalAccess" button={texts.addPortalUser}>
          <Select
            {...fieldsOf(tabProps, 'GrantPortalAccess')('personId')}
            label={fields.portalUser}
            choices={choices}
          />
        </CommandForm>
      ) : null}
    </Part>
  )
}

const RecordForm = ({
  tabProps,
  type,
}: {
  readonly tabProps: TabProps
  readonly type: 'RecordInvoice' | 'RecordSalesOrder'
}) => {
  const { moment, locale } = tabProps
  const texts = customerTexts(locale)
  const { headings } = messagesFor(locale)
  const field = fieldsOf(tabProps, type)
  return (
    <CommandForm type={type} button={type === 'RecordInvoice' ? texts.recordInvoice : texts.recordOrder}>
      <Field {...field('documentId')} label={texts.id} />
      <Field {...field('date', moment.asOf)} type="date" label={headings.date} />
    </CommandForm>
  )
}

const Documents = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const messages = messagesFor(locale)
  const items = card.documents.map(({ documentId, kind, date, voided }) => ({
    id: documentId,
    name: [`${translate(messages, kind)} ${documentId}`, date, ...(voided ? [texts.voided] : [])].join(', '),
    isFixed: voided,
  }))
  return (
    <Part
      tabProps={tabProps}
      title={messages.headings.documents}
      items={items}
      remove={['VoidDocument', 'documentId']}
      button={[texts.voidIt, texts.voidOf]}
    >
      {canChange ? (
        <>
          <RecordForm tabProps={tabProps} type="RecordInvoice" />
          <RecordForm tabProps={tabProps} type="RecordSalesOrder" />
        </>
      ) : null}
    </Part>
  )
}

/** The billing of the customer, and the users of its portal. */
export const Billing = (tabProps: TabProps) => (
  <>
    <LegalEntities {...tabProps} />
    <InvoiceTypes {...tabProps} />
    <Accounts {...tabProps} />
    <PortalUsers {...tabProps} />
    <Documents {...tabProps} />
  </>
)
