import type { AccountProduct, BillingEvent, PersonalAccount } from '@clientele/domain'
import { change, type HistoryContext, type Line, type Lines, onlyChanged, reasonChange } from '../line.js'
import { classifierName, onCustomer, personName } from '../names.js'
import { personParty, word } from '../word.js'

const everyProduct: string = word('everyProduct')

const invoiceType = ({ register }: HistoryContext, invoiceTypeId: string): string | null =>
  classifierName(register, 'invoiceType', invoiceTypeId)

/** The products an invoice type may be issued for; `null` if it may not be issued. */
const productsBefore = ({ register, id }: HistoryContext, invoiceTypeId: string): readonly string[] | string | null => {
  const invoiceTypeBefore = register.tables.billing
    .get(id)
    ?.invoiceTypes.find((one) => one.invoiceTypeId === invoiceTypeId)
  return invoiceTypeBefore === undefined ? null : (invoiceTypeBefore.productIds ?? everyProduct)
}

/** The products of a new invoice type; `everyProduct` only if the invoice type existed before. */
const productsFrom = (before: unknown, productIds: readonly string[] | null | undefined) =>
  productIds ?? (before === null ? null : everyProduct)

const entityName = ({ register, id }: HistoryContext, legalEntityId: string): string =>
  register.tables.billing.get(id)?.legalEntities.find((one) => one.legalEntityId === legalEntityId)?.name ??
  legalEntityId

const accountBefore = ({ register, id }: HistoryContext, accountId: string): PersonalAccount | undefined =>
  register.tables.billing.get(id)?.accounts.find((one) => one.accountId === accountId)

const accountName = (context: HistoryContext, accountId: string): string =>
  accountBefore(context, accountId)?.name ?? accountId

type OfAccount = { readonly accountId: string; readonly productId: string }

const productBefore = (context: HistoryContext, { accountId, productId }: OfAccount): AccountProduct | undefined =>
  accountBefore(context, accountId)?.products.find((one) => one.productId === productId)

/** Adds a line to the person, too, with the customer of the portal; hidden from viewers who may not see both. */
const withPerson = ({ register, id }: HistoryContext, personId: string, line: Line): Line => {
  const { on, customerId } = onCustomer(register, id)
  return { ...line, also: [{ kind: 'contact', id: personId }], on, customerId: [customerId, personParty(personId)] }
}

/** The lines of the billing events of a customer; portal access is also a line of the person. */
export const billingLines: Lines<BillingEvent> = {
  InvoiceTypeAdded: ({ invoiceTypeId, productIds }, context) => {
    const before = productsBefore(context, invoiceTypeId)
    return {
      changes: [
        change('invoiceType', null, invoiceType(context, invoiceTypeId)),
        ...onlyChanged(change('products', before, productsFrom(before, productIds))),
      ],
    }
  },
  InvoiceTypeRemoved: ({ invoiceTypeId }, context) => ({
    changes: [change('invoiceType', invoiceType(context, invoiceTypeId), null)],
  }),
  LegalEntityAdded: ({ legalEntityId, name, registryCode, billedBy }) => ({
    changes: onlyChanged(
      change('legalEntity', null, name ?? legalEntityId),
      change('registryCode', null, registryCode),
      change('billedBy', null, billedBy),
    ),
  }),
  LegalEntityRemoved: ({ legalEntityId }, context) => ({
    changes: [change('legalEntity', entityName(context, legalEntityId), null)],
  }),
  PersonalAccountOpened: ({ accountId, name }) => ({ changes: [change('account', null, name ?? accountId)] }),
  // The product is named even if only its configuration changes.
  AccountProductConfigured: ({ accountId, productId, enabled, configuration }, context) => {
    const product = productBefore(context, { accountId, productId })
    return {
      changes: [
        change('product', product?.enabled === true ? productId : null, enabled ? productId : null),
        ...onlyChanged(change('configuration', product?.configuration, configuration)),
      ],
      topic: accountName(context, accountId),
    }
  },
  PersonalAccountClosed: ({ accountId }, context) => ({
    changes: [change('account', accountName(context, accountId), null)],
  }),
  PortalAccessGranted: ({ personId, reason }, context) =>
    withPerson(context, personId, {
      changes: onlyChanged(
        change('portalUser', null, personName(context.register, personId)),
        reasonChange(reason, personId),
      ),
    }),
  PortalAccessRevoked: ({ personId, reason }, context) =>
    withPerson(context, personId, {
      changes: onlyChanged(
        change('portalUser', personName(context.register, personId), null),
        reasonChange(reason, personId),
      ),
    }),
}
