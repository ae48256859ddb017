import { AccountId, ClassifierValue, CustomerId, LegalEntityId, PersonId, ProductId } from '../../ids.js'
import { boolean, listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

const invoiceType = { customerId: CustomerId, invoiceTypeId: ClassifierValue }

/** Lets the customer issue invoices of a type to itself, for some products or for all. */
export const AddInvoiceType = command(
  'AddInvoiceType',
  {
    ...invoiceType,
    productIds: optional(nullable(listOf(ProductId))),
  },
  'Allows a customer an invoice type, for some products or all.',
)
export const RemoveInvoiceType = command('RemoveInvoiceType', invoiceType, 'Takes an invoice type from a customer.')

const legalEntity = { customerId: CustomerId, legalEntityId: LegalEntityId }
export const AddLegalEntity = command(
  'AddLegalEntity',
  {
    ...legalEntity,
    name: optional(nullable(text)),
    registryCode: optional(nullable(text)),
    billedBy: optional(nullable(text)),
  },
  'Adds a legal entity to a customer, and who bills it.',
)
export const RemoveLegalEntity = command('RemoveLegalEntity', legalEntity, 'Removes a legal entity of a customer.')

const account = { customerId: CustomerId, accountId: AccountId }
export const OpenPersonalAccount = command(
  'OpenPersonalAccount',
  { ...account, name: optional(nullable(text)) },
  'Opens a personal account of a customer, or reopens a closed one.',
)

/** `enabled` defaults to `true`. */
export const ConfigureAccountProduct = command(
  'ConfigureAccountProduct',
  {
    ...account,
    productId: ProductId,
    enabled: optional(boolean),
    configuration: optional(nullable(text)),
  },
  'Switches a product of a personal account on or off, or configures it.',
)
export const ClosePersonalAccount = command('ClosePersonalAccount', account, 'Closes a personal account of a customer.')

const portalUser = { customerId: CustomerId, personId: PersonId }
export const GrantPortalAccess = command(
  'GrantPortalAccess',
  portalUser,
  'Lets a contact of a customer use its portal.',
)
export const RevokePortalAccess = command(
  'RevokePortalAccess',
  portalUser,
  "Takes the use of a customer's portal from a contact.",
)

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
