import { AccountId, ClassifierValue, CustomerId, LegalEntityId, PersonId, ProductId } from '../../ids.js'
import { boolean, listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

const invoiceType = { customerId: CustomerId, invoiceTypeId: ClassifierValue }

/** Lets the customer issue invoices of a type to itself, for some products or for all. */
export const AddInvoiceType = command('AddInvoiceType', {
  ...invoiceType,
  productIds: optional(nullable(listOf(ProductId))),
})
export const RemoveInvoiceType = command('RemoveInvoiceType', invoiceType)

const legalEntity = { customerId: CustomerId, legalEntityId: LegalEntityId }
export const AddLegalEntity = command('AddLegalEntity', {
  ...legalEntity,
  name: optional(nullable(text)),
  registryCode: optional(nullable(text)),
  billedBy: optional(nullable(text)),
})
export const RemoveLegalEntity = command('RemoveLegalEntity', legalEntity)

const account = { customerId: CustomerId, accountId: AccountId }
export const OpenPersonalAccount = command('OpenPersonalAccount', { ...account, name: optional(nullable(text)) })

/** `enabled` defaults to `true`. */
export const ConfigureAccountProduct = command('ConfigureAccountProduct', {
  ...account,
  productId: ProductId,
  enabled: optional(boolean),
  configuration: optional(nullable(text)),
})
export const ClosePersonalAccount = command('ClosePersonalAccount', account)

const portalUser = { customerId: CustomerId, personId: PersonId }
export const GrantPortalAccess = command('GrantPortalAccess', portalUser)
export const RevokePortalAccess = command('RevokePortalAccess', portalUser)

export const billingCommands = {
  AddInvoiceType,
  RemoveInvoiceType,
  AddLegalEntity,
  RemoveLegalEntity,
  OpenPersonalAccount,
  ConfigureAccountProduct,
  ClosePersonalAccount,
  GrantPortalAccess,
  RevokePortalAccess,
}
