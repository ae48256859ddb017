import type { DomainRejection } from '@clientele/domain'

type Error = DomainRejection['error']

/** The rejection of an example in which this field names something that does not exist. */
export const refusedWhenUnknown: { readonly [field: string]: Error } = {
  customerId: 'CustomerNotFound',
  personId: 'ContactNotFound',
  employeeId: 'EmployeeNotFound',
  fromEmployeeId: 'EmployeeNotFound',
  toEmployeeId: 'EmployeeNotFound',
  successorId: 'EmployeeNotFound',
  substituteId: 'EmployeeNotFound',
  ownerId: 'EmployeeNotFound',
  projectId: 'ProjectNotFound',
  groupId: 'GroupNotFound',
  parentId: 'GroupNotFound',
  specialGroupId: 'SpecialGroupNotFound',
  roleId: 'UnknownRole',
  assignmentId: 'AssignmentNotFound',
  activityId: 'ActivityNotFound',
  reportId: 'ReportNotFound',
  accountId: 'PersonalAccountNotFound',
  legalEntityId: 'LegalEntityNotFound',
  documentId: 'DocumentNotFound',
  contactGroupId: 'UnknownContactGroup',
  mailboxId: 'EmailLinkingNotEnabled',
  value: 'UnknownClassifierValue',
  segment: 'UnknownClassifierValue',
  property: 'UnknownClassifierValue',
  category: 'UnknownClassifierValue',
  invoiceTypeId: 'UnknownClassifierValue',
}

/** Fields with a more specific rejection: of commands that remove something or merge two records. */
export const refusedOtherwise: { readonly [typeAndField: string]: Error } = {
  'RemoveInvoiceType.invoiceTypeId': 'InvoiceTypeNotAdded',
  'RemoveCustomerProperty.property': 'PropertyNotAssigned',
  'RemoveResponsible.employeeId': 'NotResponsible',
  'RemoveResponsibleRole.employeeId': 'RoleNotHeld',
  'RemoveProjectParticipant.employeeId': 'ParticipantNotFound',
  'UnlinkContactFromCompany.customerId': 'ContactNotLinked',
  'MergeCustomers.survivorId': 'CustomerNotFound',
  'MergeCustomers.duplicateId': 'CustomerNotFound',
  'MergeContacts.survivorId': 'ContactNotFound',
  'MergeContacts.duplicateId': 'ContactNotFound',
}

/** Commands that remove something: if it does not exist, there is nothing to do. */
export const nothingWhenUnknown: readonly string[] = [
  'RemoveCustomerFromGroup.groupId',
  'RevokePortalAccess.personId',
  'DisableEmailLinking.mailboxId',
  'RemoveContactCategory.category',
  'RevokeGroupVisibility.employeeId',
]

/** Fields that name what the command creates, or a future customer for whom a number is reserved. */
export const newByThat: readonly string[] = [
  'RegisterCustomer.customerId',
  'RecordInvoice.documentId',
  'RecordSalesOrder.documentId',
  'AddLegalEntity.legalEntityId',
  'OpenPersonalAccount.accountId',
  'RegisterEmployee.employeeId',
  'EnableEmailLinking.mailboxId',
  'RegisterProject.projectId',
  'DefineRole.roleId',
  'RegisterContact.personId',
  'RegisterPrivateCustomer.personId',
  'RegisterPrivateCustomer.customerId',
  'CreateCustomerGroup.groupId',
  'SaveCustomerGroup.groupId',
  'CreateSpecialGroup.specialGroupId',
  'AddClassifierValue.value',
  'AddContactGroup.contactGroupId',
  'ReserveCustomerNumber.customerId',
]
