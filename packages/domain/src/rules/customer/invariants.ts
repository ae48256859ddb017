import type { Message } from '../../kernel/message.js'
import type { Customer } from '../../model/customer/state.js'
import type { Policies } from '../../model/settings/policies.js'

/** INV-01: a customer has at most one customer group, unless policy allows several; a merged one stays as it was. */
export const hasAtMostOneGroup = ({ groups, mergedInto }: Customer, { groupMembership }: Policies): boolean =>
  groupMembership === 'multiple' || groups.length <= 1 || mergedInto !== null

/** INV-01: a move starts from the group the customer was in. */
export const movesFromWhereItIs = ({ groups }: Customer, from: string | null): boolean => (groups[0] ?? null) === from

/** INV-17: only companies and private customers have invoices and orders. */
export const isInvoicedOnlyAsCustomer = ({ registered, documents }: Customer): boolean =>
  registered || documents.size === 0

const allowedEvents: readonly string[] = [
  'CustomerRestored',
  'MarketingConsentGiven',
  'MarketingConsentWithdrawn',
  'CustomerStartDateSet',
  'CustomerStartDateCleared',
  'ResponsibilityEnded',
  'ResponsibilityVoided',
  'ResponsibleRoleRemoved',
  'PortalAccessRevoked',
  'CustomerRemovedFromGroup',
  'CustomerRemovedFromSpecialGroup',
]

const fieldOf = ({ data }: Message, field: string): unknown =>
  typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined

const isLeaving = (event: Message): boolean => event.type === 'CustomerMovedToGroup' && fieldOf(event, 'to') === null

const isHandedOver = (event: Message): boolean =>
  event.type === 'CustomerOwnerChanged' && fieldOf(event, 'reason') === 'employeeDeactivated'

// A merge of two records of one person does not change its companies.
const isMergeOfPersons = (event: Message): boolean =>
  event.type === 'PortalAccessGranted' && fieldOf(event, 'reason') === 'merge'

const isAssigning = ({ type }: Message): boolean => type.startsWith('Responsib')

/**
 * INV-22: the events possible on an archived customer: restoring it, consents, corrections of its start date, ends of
 * responsibilities, leaving groups, a new owner when its owner leaves, revoking portal access, and what follows from a
 * merge of persons.
 */
export const mayHappenWhileArchived = (event: Message, { archivedCustomerAssignments }: Policies): boolean =>
  allowedEvents.includes(event.type) ||
  isLeaving(event) ||
  isHandedOver(event) ||
  isMergeOfPersons(event) ||
  (archivedCustomerAssignments === 'allow' && isAssigning(event))
