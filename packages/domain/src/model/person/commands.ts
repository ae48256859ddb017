import { CustomerId, EmployeeId, PersonId } from '../../ids.js'
import {
  boolean,
  eitherOf,
  exactRecordOf,
  listOf,
  nullable,
  optional,
  partialOf,
  personal,
  text,
} from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { registrationFields } from '../customer/registration-fields.js'
import { PersonField } from './details.js'

const mine = personal(nullable(text), 'personId')

const identity = {
  firstName: optional(mine),
  lastName: optional(mine),
  email: optional(mine),
  phone: optional(mine),
  mobile: optional(mine),
  title: optional(mine),
}

/**
 * `private` hides the contact from everybody but its owner: `ownerId`, or else the registering employee. Without `private`
 * an `ownerId` is refused: only private contacts have an owner.
 */
export const RegisterContact = command(
  'RegisterContact',
  {
    personId: PersonId,
    ...identity,
    ownerId: optional(nullable(EmployeeId)),
    private: optional(nullable(boolean)),
  },
  'Registers a natural person as a contact.',
)

const FieldChange = exactRecordOf('FieldChange', { field: PersonField, new: nullable(text) })

/** Changes as a list of `{field, new}` or as an object of values by field; `null` clears a field. */
export const ChangeContactDetails = command(
  'ChangeContactDetails',
  {
    personId: PersonId,
    changes: personal(
      eitherOf('changes', listOf(FieldChange), partialOf(PersonField.values, nullable(text))),
      'personId',
    ),
  },
  'Changes the name, addresses and other details of a contact.',
)

const link = { personId: PersonId, customerId: CustomerId }
export const LinkContactToCompany = command('LinkContactToCompany', link, 'Links a contact to a company.')
export const UnlinkContactFromCompany = command('UnlinkContactFromCompany', link, 'Unlinks a contact from a company.')

export const LinkContactToCompanies = command(
  'LinkContactToCompanies',
  {
    personId: PersonId,
    customerIds: listOf(CustomerId),
  },
  'Links a contact to many companies; each on its own.',
)

/** Registers a person who is invoiced: contact and customer in one. `customerId` defaults to a new id. */
export const RegisterPrivateCustomer = command(
  'RegisterPrivateCustomer',
  {
    personId: PersonId,
    customerId: optional(CustomerId),
    ...identity,
    ...registrationFields,
  },
  'Registers a natural person and the private customer it is, in one step.',
)

export const ConvertContactToPrivateCustomer = command(
  'ConvertContactToPrivateCustomer',
  {
    personId: PersonId,
    customerId: optional(CustomerId),
    ...registrationFields,
  },
  'Makes a private customer of a contact.',
)

const access = { personId: PersonId }

/** Lets only administrators read the e-mails of this person. */
export const RestrictContactEmailAccess = command(
  'RestrictContactEmailAccess',
  access,
  'Hides the e-mails of a contact from everybody but administrators.',
)

/** Lets everybody read the e-mails of this person again. */
export const GrantContactEmailAccess = command(
  'GrantContactEmailAccess',
  access,
  'Shows the e-mails of a contact to everybody again.',
)

/** The owner is `ownerId`, or else the acting employee; for a private contact, changes the owner, or keeps it. */
export const MarkContactPrivate = command(
  'MarkContactPrivate',
  { personId: PersonId, ownerId: optional(EmployeeId) },
  'Shows a contact to its owner and administrators only.',
)

export const MarkContactPublic = command(
  'MarkContactPublic',
  { personId: PersonId },
  'Shows a private contact to everybody again.',
)

export const personCommands = {
  RegisterContact,
  ChangeContactDetails,
  LinkContactToCompany,
  UnlinkContactFromCompany,
  LinkContactToCompanies,
  RegisterPrivateCustomer,
  ConvertContactToPrivateCustomer,
  RestrictContactEmailAccess,
  GrantContactEmailAccess,
  MarkContactPrivate,
  MarkContactPublic,
}
