import { ClassifierValue, CustomerId, DocumentId, EmployeeId, GroupId, PersonId, SpecialGroupId } from '../../ids.js'
import {
  boolean,
  eitherOf,
  exactRecordOf,
  integer,
  listOf,
  nullable,
  optional,
  partialOf,
  personal,
  text,
} from '../../kernel/input/codec.js'
import { command, commandAbout } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { ContactInfo, CustomerKind, DetailField } from './details.js'

/** The optional fields of a registration; `ownerId` defaults to the registering employee. */
export const registrationFields = {
  segment: optional(nullable(ClassifierValue)),
  status: optional(nullable(ClassifierValue)),
  attractionChannel: optional(nullable(ClassifierValue)),
  customerKind: optional(nullable(ClassifierValue)),
  groupId: optional(nullable(GroupId)),
  number: optional(nullable(integer)),
  responsibleManager: optional(nullable(EmployeeId)),
  ownerId: optional(nullable(EmployeeId)),
  private: optional(nullable(boolean)),
  contactInfo: optional(personal(ContactInfo, 'personId')),
}

export const RegisterCustomer = command('RegisterCustomer', {
  customerId: CustomerId,
  kind: optional(CustomerKind),
  name: optional(personal(nullable(text), 'personId')),
  personId: optional(nullable(PersonId)),
  ...registrationFields,
})

const FieldChange = exactRecordOf('FieldChange', { field: DetailField, new: nullable(text) })

/** Changes as a list of `{field, new}` or as an object of values by field; `null` clears a field. */
export const ChangeCustomerDetails = command('ChangeCustomerDetails', {
  customerId: CustomerId,
  changes: personal(
    eitherOf('changes', listOf(FieldChange), partialOf(DetailField.values, nullable(text))),
    'personId',
  ),
})

/** `null` is "No group". */
export const MoveCustomerToGroup = command('MoveCustomerToGroup', {
  customerId: CustomerId,
  groupId: nullable(GroupId),
})

export const MoveCustomersToGroup = command('MoveCustomersToGroup', {
  customerIds: listOf(CustomerId),
  groupId: nullable(GroupId),
})

export const AddCustomerToGroup = command('AddCustomerToGroup', { customerId: CustomerId, groupId: GroupId })
export const RemoveCustomerFromGroup = command('RemoveCustomerFromGroup', { customerId: CustomerId, groupId: GroupId })

/** Sets the whole set of groups. */
export const SetCustomerGroups = command('SetCustomerGroups', { customerId: CustomerId, groupIds: listOf(GroupId) })

const special = { customerId: CustomerId, specialGroupId: SpecialGroupId }
export const AddCustomerToSpecialGroup = command('AddCustomerToSpecialGroup', special)
export const RemoveCustomerFromSpecialGroup = command('RemoveCustomerFromSpecialGroup', special)

export const AddCustomersToSpecialGroup = command('AddCustomersToSpecialGroup', {
  customerIds: listOf(CustomerId),
  specialGroupId: SpecialGroupId,
})

const choice = { customerId: CustomerId, value: nullable(ClassifierValue) }
export const ChangeCustomerSegment = command('ChangeCustomerSegment', choice)
export const ChangeCustomerStatus = command('ChangeCustomerStatus', choice)
export const ChangeAttractionChannel = command('ChangeAttractionChannel', choice)
export const SetCustomerKind = command('SetCustomerKind', choice)

const document = {
  customerId: optional(CustomerId),
  personId: optional(PersonId),
  documentId: DocumentId,
  date: CalendarDate,
}

/** `date` is the date on the document. `personId` stands for the person's private customer. */
export const RecordInvoice = commandAbout('RecordInvoice', ['customerId', 'personId'], document)
export const RecordSalesOrder = commandAbout('RecordSalesOrder', ['customerId', 'personId'], document)

export const VoidDocument = command('VoidDocument', { customerId: CustomerId, documentId: DocumentId })

export const SetCustomerStartDate = command('SetCustomerStartDate', { customerId: CustomerId, date: text })
export const ClearCustomerStartDate = command('ClearCustomerStartDate', { customerId: CustomerId })

/** Sets the start date from the documents recorded so far. */
export const BackfillStartDate = command('BackfillStartDate', { customerId: CustomerId })

export const ChangeCustomerOwner = command('ChangeCustomerOwner', {
  customerId: CustomerId,
  ownerId: nullable(EmployeeId),
})

export const MarkCustomerPrivate = command('MarkCustomerPrivate', { customerId: CustomerId })
export const MarkCustomerPublic = command('MarkCustomerPublic', { customerId: CustomerId })

export const ChangeCustomerNumber = command('ChangeCustomerNumber', { customerId: CustomerId, number: integer })

const reason = { reason: optional(nullable(text)) }
export const ArchiveCustomer = command('ArchiveCustomer', { customerId: CustomerId, ...reason })
export const RestoreCustomer = command('RestoreCustomer', { customerId: CustomerId, ...reason })

/** Possible only without documents; archiving is the usual end. */
export const DeleteCustomer = command('DeleteCustomer', { customerId: CustomerId, ...reason })

export const customerCommands = {
  RegisterCustomer,
  ChangeCustomerDetails,
  MoveCustomerToGroup,
  MoveCustomersToGroup,
  AddCustomerToGroup,
  RemoveCustomerFromGroup,
  SetCustomerGroups,
  AddCustomerToSpecialGroup,
  RemoveCustomerFromSpecialGroup,
  AddCustomersToSpecialGroup,
  ChangeCustomerSegment,
  ChangeCustomerStatus,
  ChangeAttractionChannel,
  SetCustomerKind,
  RecordInvoice,
  RecordSalesOrder,
  VoidDocument,
  SetCustomerStartDate,
  ClearCustomerStartDate,
  BackfillStartDate,
  ChangeCustomerOwner,
  MarkCustomerPrivate,
  MarkCustomerPublic,
  ChangeCustomerNumber,
  ArchiveCustomer,
  RestoreCustomer,
  DeleteCustomer,
}
