import { type CustomerCard, messagesFor } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { Check, Field } from '../../layout/field.js'
import type { TabProps } from '../tab-props.js'
import { customerTexts } from '../texts/customer-texts.js'

type Account = CustomerCard['accounts'][number]

const productText = ({ productId, enabled, configuration }: Account['products'][number], shown: TabProps): string => {
  const messages = messagesFor(shown.locale)
  return [`${productId}: ${enabled ? messages.yes : messages.no}`, configuration].filter(Boolean).join(', ')
}

const ProductForm = ({ shown, account }: { readonly shown: TabProps; readonly account: Account }) => {
  const texts = customerTexts(shown.locale)
  const { fields } = messagesFor(shown.locale)
  const scope = `ConfigureAccountProduct-${account.accountId}`
  const field = fieldsOf(shown, scope)
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

const AccountItem = ({ shown, account }: { readonly shown: TabProps; readonly account: Account }) => {
  const texts = customerTexts(shown.locale)
  const name = account.name ?? account.accountId
  const [type, button, label] = account.closed
    ? (['OpenPersonalAccount', texts.reopen, texts.reopenOf] as const)
    : (['ClosePersonalAccount', texts.close, texts.closeOf] as const)
  return (
    <li>
      <div class="actions">
        <span>{account.closed ? `${name} (${messagesFor(shown.locale).fields.closed})` : name}</span>
        {shown.canChange ? (
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
          <li>{productText(product, shown)}</li>
        ))}
      </ul>
      {shown.canChange && !account.closed ? <ProductForm shown={shown} account={account} /> : null}
    </li>
  )
}

/** The personal accounts of a customer with their products. */
export const Accounts = (shown: TabProps) => {
  const { card, canChange, locale } = shown
  const texts = customerTexts(locale)
  const { fields, headings } = messagesFor(locale)
  const field = fieldsOf(shown, 'OpenPersonalAccount')
  return (
    <section>
      <h2>{headings.accounts}</h2>
      {card.accounts.length === 0 ? <p>{texts.hasNone}</p> : null}
      <ul class="plain">
        {card.accounts.map((account) => (
          <AccountItem shown={shown} account={account} />
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
