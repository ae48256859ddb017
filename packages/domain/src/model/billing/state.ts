import { type Changes, evolvePart } from '../../kernel/aggregate.js'
import type { MembershipIndex } from '../../kernel/decision.js'
import type { BillingEvent } from './events.js'

/** A type of invoice a customer may issue to itself; `productIds: null` means every product. */
export type SelfIssued = { readonly invoiceTypeId: string; readonly productIds: readonly string[] | null }

/** A registered organisation of the customer; `billedBy` is our organisation that bills it. */
export type LegalEntity = {
  readonly legalEntityId: string
  readonly name: string | null
  readonly registryCode: string | null
  readonly billedBy: string | null
}

export type AccountProduct = {
  readonly productId: string
  readonly enabled: boolean
  readonly configuration: string | null
}

/** A service account with its products; a closed one is kept. */
export type PersonalAccount = {
  readonly accountId: string
  readonly name: string | null
  readonly closed: boolean
  readonly products: readonly AccountProduct[]
}

/** How a customer is billed, and who may log in for it. */
export type Billing = {
  readonly invoiceTypes: readonly SelfIssued[]
  readonly legalEntities: readonly LegalEntity[]
  readonly accounts: readonly PersonalAccount[]
  readonly portalUserIds: readonly string[]
}

export const noBilling: Billing = { invoiceTypes: [], legalEntities: [], accounts: [], portalUserIds: [] }

/** Customers whose portal a person may use. Key: person id. */
export const customersWithPortalUser: MembershipIndex = {
  name: 'customersWithPortalUser',
  joins: { PortalAccessGranted: 'personId' },
}

const changedAccount = (
  billing: Billing,
  accountId: string,
  change: (account: PersonalAccount) => PersonalAccount,
): Billing => ({
  ...billing,
  accounts: billing.accounts.map((account) => (account.accountId === accountId ? change(account) : account)),
})

const configureProduct = (account: PersonalAccount, product: AccountProduct): PersonalAccount => ({
  ...account,
  products: [...account.products.filter(({ productId }) => productId !== product.productId), product],
})

/** The changes of billing events, shared by states and the register. */
export const billingChanges: Changes<BillingEvent, Billing> = {
  InvoiceTypeAdded:
    ({ invoiceTypeId, productIds = null }) =>
    (billing) => ({
      ...billing,
      invoiceTypes: [
        ...billing.invoiceTypes.filter((one) => one.invoiceTypeId !== invoiceTypeId),
        { invoiceTypeId, productIds },
      ],
    }),
  InvoiceTypeRemoved:
    ({ invoiceTypeId }) =>
    (billing) => ({
      ...billing,
      invoiceTypes: billing.invoiceTypes.filter((one) => one.invoiceTypeId !== invoiceTypeId),
    }),
  LegalEntityAdded:
    ({ legalEntityId, name = null, registryCode = null, billedBy = null }) =>
    (billing) => ({
      ...billing,
      legalEntities: [...billing.legalEntities, { legalEntityId, name, registryCode, billedBy }],
    }),
  LegalEntityRemoved:
    ({ legalEntityId }) =>
    (billing) => ({
      ...billing,
      legalEntities: billing.legalEntities.filter((one) => one.legalEntityId !== legalEntityId),
    }),
  PersonalAccountOpened:
    ({ accountId, name = null }) =>
    (billing) => {
      const products = billing.accounts.find((one) => one.accountId === accountId)?.products ?? []
      const others = billing.accounts.filter((one) => one.accountId !== accountId)
      return { ...billing, accounts: [...others, { accountId, name, closed: false, products }] }
    },
  AccountProductConfigured:
    ({ accountId, productId, enabled, configuration = null }) =>
    (billing) =>
      changedAccount(billing, accountId, (account) => configureProduct(account, { productId, enabled, configuration })),
  PersonalAccountClosed:
    ({ accountId }) =>
    (billing) =>
      changedAccount(billing, accountId, (account) => ({ ...account, closed: true })),
  PortalAccessGranted:
    ({ personId }) =>
    (billing) => ({
      ...billing,
      portalUserIds: [...billing.portalUserIds.filter((one) => one !== personId), personId],
    }),
  PortalAccessRevoked:
    ({ personId }) =>
    (billing) => ({ ...billing, portalUserIds: billing.portalUserIds.filter((one) => one !== personId) }),
}

/** The `evolve` rows of a customer for billing. */
export const evolveBilling = evolvePart('billing', billingChanges)

/** Returns the open account with an id, or `undefined`. */
export const findOpenAccount = ({ accounts }: Billing, accountId: string): PersonalAccount | undefined =>
  accounts.find((one) => one.accountId === accountId && !one.closed)
