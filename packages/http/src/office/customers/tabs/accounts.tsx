import { type CustomerCard, messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Check, Field } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

type Account = CustomerCard['accounts'][number]

const productText = (
  { productId, enabled, configuration }: Account['products'][number],
  tabProps: TabProps,
): string => {
  const messages = messagesFor(tabProps.locale)
  return [`${productId}: ${enabled ? messages.yes : messages.no}`, configuration].filter(Boolean).join(', ')
}

const ProductForm = ({ tabProps, account }: { readonly tabProps: TabProps; readonly account: Account }) => {
  const texts = customerTexts(tabProps.locale)
  const { fields } = messagesFor(tabProps.locale)
  const scope = `ConfigureAccountProduct-${account.accountId}`
  const field = fieldsOf(tabProps, scope)
  return (
    <CommandForm
      type="ConfigureAccountProduct"
      scope={scope}
      hidden={{ accountId: account.accountId }}
      button={texts.configure}
    >
      <Field {...field('productId')} label={fields.product} />
      <Field {...field('configuration')} label={fields.configuration} />
      <Check name="enabled" label={texts.enabled} isOn />
    </CommandForm>
  )
}

const AccountItem = ({ tabProps, account }: { readonly tabProps: TabProps; readonly account: Account }) => {
  const texts = customerTexts(tabProps.locale)
  const name = account.name ?? account.accountId
  const [type, button, label] = account.closed
    ? (['OpenPersonalAccount', texts.reopen, texts.reopenOf] as const)
    : (['ClosePersonalAccount', texts.close, texts.closeOf] as const)
  return (
    <li>
      <div class="actions">
        <span>{account.closed ? `${name} (${messagesFor(tabProps.locale).fields.closed})` : name}</span>
        {tabProps.canChange ? (
          <CommandForm
            type={type}
            scope={`${type}-${account.accountId}`}
            hidden={{ accountId: account.accountId }}
            button={button}
            label={fill(label, { name })}
          />
        ) : null}
      </div>
      <ul>
        {account.products.map((product) => (
          <li>{productText(product, tabProps)}</li>
        ))}
      </ul>
      {tabProps.canChange && !account.closed ? <ProductForm tabProps={tabProps} account={account} /> : null}
    </li>
  )
}

/** The personal accounts of a customer with their products. */
export const Accounts = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = customerTexts(locale)
  const { fields, headings } = messagesFor(locale)
  const field = fieldsOf(tabProps, 'OpenPersonalAccount')
  return (
    <section>
      <h2>{headings.accounts}</h2>
      {card.accounts.length === 0 ? <p>{texts.hasNone}</p> : null}
      <ul class="plain">
        {card.accounts.map((account) => (
          <AccountItem tabProps={tabProps} account={account} />
        ))}
      </ul>
      {canChange ? (
        <CommandForm type="OpenPersonalAccount" button={texts.addAccount}>
          <Field {...field('accountId')} label={texts.id} />
          <Field {...field('name')} label={fields.name} />
        </CommandForm>
      ) : null}
    </section>
  )
}
