import { rejection } from '../../kernel/rejection.js'

export const InvoiceTypeNotAdded = rejection('InvoiceTypeNotAdded', { invoiceTypeId: 'text' })

/** Returned by the view `selfIssuableInvoice`. */
export const InvoiceTypeNotAllowed = rejection('InvoiceTypeNotAllowed', { customerId: 'text', invoiceTypeId: 'text' })
export const LegalEntityAlreadyAdded = rejection('LegalEntityAlreadyAdded', { legalEntityId: 'text' })
export const LegalEntityNotFound = rejection('LegalEntityNotFound', { legalEntityId: 'text' }, 'notFound')
export const PersonalAccountNotFound = rejection('PersonalAccountNotFound', { accountId: 'text' }, 'notFound')
export const PortalAccessNotGranted = rejection('PortalAccessNotGranted', { personId: 'text' })

export const billingRejections = {
  InvoiceTypeNotAdded,
  InvoiceTypeNotAllowed,
  LegalEntityAlreadyAdded,
  LegalEntityNotFound,
  PersonalAccountNotFound,
  PortalAccessNotGranted,
}
