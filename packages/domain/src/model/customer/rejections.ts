import type { Outcome } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import type { Customer } from './state.js'

export const CustomerNotFound = rejection('CustomerNotFound', { customerId: 'text' }, 'notFound')
export const CustomerAlreadyRegistered = rejection('CustomerAlreadyRegistered', { customerId: 'text' })
export const CustomerIsArchived = rejection('CustomerIsArchived', { customerId: 'text' })
export const CustomerNotArchived = rejection('CustomerNotArchived', { customerId: 'text' })
export const CustomerWasMerged = rejection('CustomerWasMerged', { customerId: 'text', survivorId: 'text' })
export const MissingRequiredField = rejection('MissingRequiredField', { fields: 'texts' }, 'invalid')
export const MandatoryFieldCannotBeCleared = rejection('MandatoryFieldCannotBeCleared', { field: 'text' }, 'invalid')
export const OwnerRequired = rejection('OwnerRequired', { customerId: 'text' })
export const NotOwner = rejection('NotOwner', { by: 'text' }, 'forbidden')
export const CustomerAlreadyInGroup = rejection('CustomerAlreadyInGroup', { groupId: 'optional' })
export const CustomerAlreadyHasGroup = rejection('CustomerAlreadyHasGroup', { groupId: 'text' })
export const WrongMembershipPolicy = rejection('WrongMembershipPolicy', { groupMembership: 'text' })
export const TooManyGroups = rejection('TooManyGroups', { max: 'number' })
export const NotInGroup = rejection('NotInGroup', { groupId: 'text' })
export const NotInvoiceable = rejection('NotInvoiceable', { personId: 'text' })
export const DocumentAlreadyRecorded = rejection('DocumentAlreadyRecorded', { documentId: 'text' })
export const DocumentNotFound = rejection('DocumentNotFound', { documentId: 'text' }, 'notFound')
export const InvalidDate = rejection('InvalidDate', { date: 'text' }, 'invalid')
export const NoQualifyingDocument = rejection('NoQualifyingDocument', { customerId: 'text' })
export const CustomerHasProjects = rejection('CustomerHasProjects', { customerId: 'text', count: 'number' })
export const CustomerHasDocuments = rejection('CustomerHasDocuments', { customerId: 'text', count: 'number' })

export const customerRejections = {
  CustomerNotFound,
  CustomerAlreadyRegistered,
  CustomerIsArchived,
  CustomerNotArchived,
  CustomerWasMerged,
  MissingRequiredField,
  MandatoryFieldCannotBeCleared,
  OwnerRequired,
  NotOwner,
  CustomerAlreadyInGroup,
  CustomerAlreadyHasGroup,
  WrongMembershipPolicy,
  TooManyGroups,
  NotInGroup,
  NotInvoiceable,
  DocumentAlreadyRecorded,
  DocumentNotFound,
  InvalidDate,
  NoQualifyingDocument,
  CustomerHasProjects,
  CustomerHasDocuments,
}

/** The rejections of `unlessCustomer`. */
export const noCustomer = [CustomerNotFound, CustomerWasMerged] as const

/** The rejections of `unlessCustomer` and `whenArchived`. */
export const noOpenCustomer = [...noCustomer, CustomerIsArchived] as const

/** Refuses unless the customer exists and was neither merged nor deleted. */
export const unlessCustomer = (customer: Customer, customerId: string): Outcome | null => {
  const { registered, mergedInto, deleted } = customer
  if (registered && mergedInto === null && !deleted) return null
  if (registered && mergedInto !== null) return CustomerWasMerged({ customerId, survivorId: mergedInto })
  return CustomerNotFound({ customerId })
}

/** Refuses if the customer is archived. Comes after the check for nothing to do. */
export const whenArchived = (customer: Customer, customerId: string): Outcome | null =>
  customer.archived ? CustomerIsArchived({ customerId }) : null
