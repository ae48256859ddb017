import type { Message } from '../../kernel/message.js'
import {
  AccountProductConfigured,
  InvoiceTypeAdded,
  LegalEntityAdded,
  PersonalAccountOpened,
  PortalAccessGranted,
} from '../../model/billing/events.js'
import { findOpenAccount, type PersonalAccount, type SelfIssued } from '../../model/billing/state.js'
import { DocumentVoided, InvoiceRecorded, SalesOrderRecorded } from '../../model/customer/events.js'
import type { Customer } from '../../model/customer/state.js'
import { CustomerPropertyAssigned, TrackingItemSet } from '../../model/customer-traits/events.js'
import { trackedAs } from '../../model/customer-traits/state.js'

type Customers = { readonly survivor: Customer; readonly duplicate: Customer }

const recorded = { invoice: InvoiceRecorded, salesOrder: SalesOrderRecorded } as const

/**
 * Creates the document events from the duplicate, with the time of their first recording. A document of both is voided
 * if either record has voided it.
 */
export const takeDocuments = ({ survivor, duplicate }: Customers): readonly Message[] =>
  [...duplicate.documents.entries()].flatMap(([documentId, { kind, date, at }]) => {
    const isVoidedThere = duplicate.voided.has(documentId) && !survivor.voided.has(documentId)
    return [
      ...(survivor.documents.has(documentId) ? [] : [recorded[kind]({ documentId, date, recordedAt: at })]),
      ...(isVoidedThere ? [DocumentVoided({ documentId })] : []),
    ]
  })

const takeProducts = (own: PersonalAccount | undefined, other: PersonalAccount): readonly Message[] =>
  other.products
    .filter(({ productId }) => own?.products.every((one) => one.productId !== productId) ?? true)
    .map((product) => AccountProductConfigured({ accountId: other.accountId, ...product }))

/** Creates the events for open accounts with their products; an account of both records gets the products it lacks. */
const takeAccounts = ({ survivor, duplicate }: Customers): readonly Message[] =>
  duplicate.billing.accounts
    .filter(({ closed }) => !closed)
    .flatMap((account) => {
      const { accountId, name } = account
      const isOpen = findOpenAccount(survivor.billing, accountId) !== undefined
      const own = survivor.billing.accounts.find((one) => one.accountId === accountId)
      return [...(isOpen ? [] : [PersonalAccountOpened({ accountId, name })]), ...takeProducts(own, account)]
    })

/** Combines the invoice types of both; a type of both allows the products of either. */
export const combineInvoiceTypes = (
  own: readonly SelfIssued[],
  others: readonly SelfIssued[],
): readonly SelfIssued[] => [
  ...own.map((one) => {
    const other = others.find(({ invoiceTypeId }) => invoiceTypeId === one.invoiceTypeId)
    return other === undefined || one.productIds === null ? one : { ...one, productIds: productsOf(one, other) }
  }),
  ...others.filter(({ invoiceTypeId }) => own.every((one) => one.invoiceTypeId !== invoiceTypeId)),
]

const productsOf = (one: SelfIssued, other: SelfIssued): SelfIssued['productIds'] =>
  one.productIds === null || other.productIds === null ? null : [...new Set([...one.productIds, ...other.productIds])]

const sameProducts = (one: SelfIssued, other: SelfIssued | undefined): boolean =>
  other !== undefined && one.productIds?.length === other.productIds?.length

/** Creates the billing events that the survivor lacks; of two entries with one id the survivor's remains. */
export const takeBilling = (customers: Customers, portalUserIds: readonly string[]): readonly Message[] => {
  const [own, other] = [customers.survivor.billing, customers.duplicate.billing]
  return [
    ...combineInvoiceTypes(own.invoiceTypes, other.invoiceTypes)
      .filter(
        (one) =>
          !sameProducts(
            one,
            own.invoiceTypes.find(({ invoiceTypeId }) => invoiceTypeId === one.invoiceTypeId),
          ),
      )
      .map((one) => InvoiceTypeAdded(one)),
    ...other.legalEntities
      .filter(({ legalEntityId }) => own.legalEntities.every((one) => one.legalEntityId !== legalEntityId))
      .map((one) => LegalEntityAdded(one)),
    ...takeAccounts(customers),
    ...portalUserIds
      .filter((personId) => !own.portalUserIds.includes(personId))
      .map((personId) => PortalAccessGranted({ personId, reason: 'merge' })),
  ]
}

/** Creates the events for properties and tracking items that the survivor lacks. */
export const takeTraits = ({ survivor, duplicate }: Customers): readonly Message[] => [
  ...duplicate.traits.properties
    .filter((property) => !survivor.traits.properties.includes(property))
    .map((property) => CustomerPropertyAssigned({ property })),
  ...Object.entries(duplicate.traits.trackingItems)
    .filter(([dimension]) => trackedAs(survivor.traits, dimension) === null)
    .map(([dimension, to]) => TrackingItemSet({ dimension, from: null, to })),
]
