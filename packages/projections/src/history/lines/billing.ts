import type { AccountProduct, BillingEvent, PersonalAccount } from '@clientele/domain'
import { change, changed, type Happening, type Line, type Lines, why } from '../line.js'
import { classifierName, onCustomer, personName } from '../names.js'
import { word } from '../word.js'

const everyProduct: string = word('everyProduct')

const invoiceType = ({ register }: Happening, invoiceTypeId: string): string | null =>
  classifierName(register, 'invoiceType', invoiceTypeId)

/** The products an invoice type may be issued for, as they are known; `null` while it may not be issued at all. */
const productsBefore = ({ register, id }: Happening, invoiceTypeId: string): readonly string[] | string | null => {
  const known = register.tables.billing.get(id)?.invoiceTypes.find((one) => one.invoiceTypeId === invoiceTypeId)
  return known === undefined ? null : (known.productIds ?? everyProduct)
}

/** What an invoice type may be issued for, where that is not every product from the beginning. */
const productsFrom = (before: unknown, productIds: readonly string[] | null | undefined) =>
  productIds ?? (before === null ? null : everyProduct)

const entityName = ({ register, id }: Happening, legalEntityId: string): string =>
  register.tables.billing.get(id)?.legalEntities.find((one) => one.legalEntityId === legalEntityId)?.name ??
  legalEntityId

const accountBefore = ({ register, id }: Happening, accountId: string): PersonalAccount | undefined =>
  register.tables.billing.get(id)?.accounts.find((one) => one.accountId === accountId)

const accountName = (happening: Happening, accountId: string): string =>
  accountBefore(happening, accountId)?.name ?? accountId

type OfAccount = { readonly accountId: string; readonly productId: string }

const productBefore = (happening: Happening, { accountId, productId }: OfAccount): AccountProduct | undefined =>
  accountBefore(happening, accountId)?.products.find((one) => one.productId === productId)

/** Portal access touches the person too, who reads whose portal it is. */
const withPerson = ({ register, id }: Happening, personId: string, line: Line): Line => ({
  ...line,
  also: [{ kind: 'contact', id: personId }],
  ...onCustomer(register, id),
})

/** What the billing events of a customer say to a reader; portal access touches the person too. */
export const billingLines: Lines<BillingEvent> = {
  InvoiceTypeAdded: ({ invoiceTypeId, productIds }, happening) => {
    const before = productsBefore(happening, invoiceTypeId)
    return {
      changes: [
        change('invoiceType', null, invoiceType(happening, invoiceTypeId)),
        ...changed(change('products', before, productsFrom(before, productIds))),
      ],
    }
  },
  InvoiceTypeRemoved: ({ invoiceTypeId }, happening) => ({
    changes: [change('invoiceType', invoiceType(happening, invoiceTypeId), null)],
  }),
  LegalEntityAdded: ({ legalEntityId, name, registryCode, billedBy }) => ({
    changes: changed(
      change('legalEntity', null, name ?? legalEntityId),
      change('registryCode', null, registryCode),
      change('billedBy', null, billedBy),
    ),
  }),
  LegalEntityRemoved: ({ legalEntityId }, happening) => ({
    changes: [change('legalEntity', entityName(happening, legalEntityId), null)],
  }),
  PersonalAccountOpened: ({ accountId, name }) => ({ changes: [change('account', null, name ?? accountId)] }),
  // A product that stays is named beside what of it became another.
  AccountProductConfigured: ({ accountId, productId, enabled, configuration }, happening) => {
    const product = productBefore(happening, { accountId, productId })
    return {
      changes: [
        change('product', product?.enabled === true ? productId : null, enabled ? productId : null),
        ...changed(change('configuration', product?.configuration, configuration)),
      ],
      topic: accountName(happening, accountId),
    }
  },
  PersonalAccountClosed: ({ accountId }, happening) => ({
    changes: [change('account', accountName(happening, accountId), null)],
  }),
  PortalAccessGranted: ({ personId, reason }, happening) =>
    withPerson(happening, personId, {
      changes: changed(change('portalUser', null, personName(happening.register, personId)), why(reason, personId)),
    }),
  PortalAccessRevoked: ({ personId, reason }, happening) =>
    withPerson(happening, personId, {
      changes: changed(change('portalUser', personName(happening.register, personId), null), why(reason, personId)),
    }),
}
