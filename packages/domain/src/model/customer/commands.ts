import { ClassifierValue, CustomerId, DocumentId, EmployeeId, GroupId, PersonId, SpecialGroupId } from '../../ids.js'
import {
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
import { CustomerKind, DetailField } from './details.js'
import { registrationFields } from './registration-fields.js'

export const RegisterCustomer = command(
  'RegisterCustomer',
  {
    customerId: CustomerId,
    kind: optional(CustomerKind),
    name: optional(personal(nullable(text), 'personId')),
    personId: optional(nullable(PersonId)),
    ...registrationFields,
  },
  'Registers a company or a private customer, with its group, number, owner and responsible manager if they are given.',
)

const FieldChange = exactRecordOf('FieldChange', { field: DetailField, new: nullable(text) })

/** Changes as a list of `{field, new}` or as an object of values by field; `null` clears a field. */
export const ChangeCustomerDetails = command(
  'ChangeCustomerDetails',
  {
    customerId: CustomerId,
    changes: personal(
      eitherOf('changes', listOf(FieldChange), partialOf(DetailField.values, nullable(text))),
      'personId',
    ),
  },
  'Changes the name and other details of a customer.',
)

/** `null` is "No group". */
export const MoveCustomerToGroup = command(
  'MoveCustomerToGroup',
  {
    customerId: CustomerId,
    groupId: nullable(GroupId),
  },
  'Moves a customer to another customer group, or to none.',
)

export const MoveCustomersToGroup = command(
  'MoveCustomersToGroup',
  {
    customerIds: listOf(CustomerId),
    groupId: nullable(GroupId),
  },
  'Moves many customers to a customer group, or to none; each on its own.',
)

export const AddCustomerToGroup = command(
  'AddCustomerToGroup',
  { customerId: CustomerId, groupId: GroupId },
  'Adds a customer to a customer group, beside those it is in where that is allowed.',
)
export const RemoveCustomerFromGroup = command(
  'RemoveCustomerFromGroup',
  { customerId: CustomerId, groupId: GroupId },
  'Removes a customer from a customer group.',
)

/** Replaces the set of groups. */
export const SetCustomerGroups = command(
  'SetCustomerGroups',
  { customerId: CustomerId, groupIds: listOf(GroupId) },
  'Sets all the customer groups that a customer is in.',
)

const special = { customerId: CustomerId, specialGroupId: SpecialGroupId }
export const AddCustomerToSpecialGroup = command(
  'AddCustomerToSpecialGroup',
  special,
  'Adds a customer to a special group.',
)
export const RemoveCustomerFromSpecialGroup = command(
  'RemoveCustomerFromSpecialGroup',
  special,
  'Removes a customer from a special group.',
)

export const AddCustomersToSpecialGroup = command(
  'AddCustomersToSpecialGroup',
  {
    customerIds: listOf(CustomerId),
    specialGroupId: SpecialGroupId,
  },
  'Adds many customers to a special group; each on its own.',
)

const choice = { customerId: CustomerId, value: nullable(ClassifierValue) }
export const ChangeCustomerSegment = command(
  'ChangeCustomerSegment',
  choice,
  'Chooses the segment of a customer, or none.',
)
export const ChangeCustomerStatus = command(
  'ChangeCustomerStatus',
  choice,
  'Chooses the status of a customer, or none.',
)
export const ChangeAttractionChannel = command(
  'ChangeAttractionChannel',
  choice,
  'Chooses how a customer was attracted, or nothing.',
)
export const SetCustomerKind = command('SetCustomerKind', choice, 'Chooses the kind of a customer, or none.')

const document = {
  customerId: optional(CustomerId),
  personId: optional(PersonId),
  documentId: DocumentId,
  date: CalendarDate,
}

/** `date` is the date on the document. `personId` means the private customer of the person. */
export const RecordInvoice = commandAbout(
  'RecordInvoice',
  ['customerId', 'personId'],
  document,
  'Records an invoice of a customer; the first one may begin its time as a customer.',
)
export const RecordSalesOrder = commandAbout(
  'RecordSalesOrder',
  ['customerId', 'personId'],
  document,
  'Records a sales order of a customer; the first one may begin its time as a customer.',
)

export const VoidDocument = command(
  'VoidDocument',
  { customerId: CustomerId, documentId: DocumentId },
  'Marks an invoice or sales order as void.',
)

export const SetCustomerStartDate = command(
  'SetCustomerStartDate',
  { customerId: CustomerId, date: text },
  'Sets the day since when a customer is one.',
)
export const ClearCustomerStartDate = command(
  'ClearCustomerStartDate',
  { customerId: CustomerId },
  'Clears the day since when a customer is one.',
)

/** Sets a missing start date from the documents recorded so far. */
export const BackfillStartDate = command(
  'BackfillStartDate',
  { customerId: CustomerId },
  'Sets the day since when a customer is one from the documents recorded so far.',
)

export const ChangeCustomerOwner = command(
  'ChangeCustomerOwner',
  {
    customerId: CustomerId,
    ownerId: nullable(EmployeeId),
  },
  'Makes an employee the owner of a customer, or nobody.',
)

export const MarkCustomerPrivate = command(
  'MarkCustomerPrivate',
  { customerId: CustomerId },
  'Shows a customer to its owner and administrators only.',
)
export const MarkCustomerPublic = command(
  'MarkCustomerPublic',
  { customerId: CustomerId },
  'Shows a private customer to everybody again.',
)

export const ChangeCustomerNumber = command(
  'ChangeCustomerNumber',
  { customerId: CustomerId, number: integer },
  'Gives a customer another number.',
)

const reason = { reason: optional(nullable(text)) }
export const ArchiveCustomer = command(
  'ArchiveCustomer',
  { customerId: CustomerId, ...reason },
  'Archives a customer, which keeps its history and takes no more changes.',
)
export const RestoreCustomer = command(
  'RestoreCustomer',
  { customerId: CustomerId, ...reason },
  'Restores an archived customer.',
)

/** Possible only without documents; archiving is the usual end. */
export const DeleteCustomer = command(
  'DeleteCustomer',
  { customerId: CustomerId, ...reason },
  'Deletes a customer that has no documents and projects.',
)

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
