// Stored forever: a released name or field is never changed, only superseded.
import { AccountId, ClassifierValue, LegalEntityId, PersonId, ProductId } from '../../ids.js'
import { boolean, listOf, nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** A type of invoice the customer may issue to itself; without `productIds` for every product. */
export const InvoiceTypeAdded = event('InvoiceTypeAdded', {
  invoiceTypeId: ClassifierValue,
  productIds: optional(nullable(listOf(ProductId))),
})

export const InvoiceTypeRemoved = event('InvoiceTypeRemoved', { invoiceTypeId: ClassifierValue })

/** `billedBy` names our organisation that bills the customer. */
export const LegalEntityAdded = event('LegalEntityAdded', {
  legalEntityId: LegalEntityId,
  name: optional(nullable(text)),
  registryCode: optional(nullable(text)),
  billedBy: optional(nullable(text)),
})

export const LegalEntityRemoved = event('LegalEntityRemoved', { legalEntityId: LegalEntityId })

export const PersonalAccountOpened = event('PersonalAccountOpened', {
  accountId: AccountId,
  name: optional(nullable(text)),
})

/** `enabled`: whether the account can use the product; `configuration` belongs to the host. */
export const AccountProductConfigured = event('AccountProductConfigured', {
  accountId: AccountId,
  productId: ProductId,
  enabled: boolean,
  configuration: optional(nullable(text)),
})

export const PersonalAccountClosed = event('PersonalAccountClosed', { accountId: AccountId })

/** An employee of the customer may log in. */
export const PortalAccessGranted = event('PortalAccessGranted', { personId: PersonId, reason: optional(text) })

export const PortalAccessRevoked = event('PortalAccessRevoked', { personId: PersonId, reason: optional(text) })

export const billingEvents = {
  InvoiceTypeAdded,
  InvoiceTypeRemoved,
  LegalEntityAdded,
  LegalEntityRemoved,
  PersonalAccountOpened,
  AccountProductConfigured,
  PersonalAccountClosed,
  PortalAccessGranted,
  PortalAccessRevoked,
}

export type BillingEvent = MessageOf<typeof billingEvents>
