import { CustomerId, PersonId } from '../../ids.js'
import {
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
import { registrationFields } from '../customer/commands.js'
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

export const RegisterContact = command('RegisterContact', { personId: PersonId, ...identity })

const FieldChange = exactRecordOf('FieldChange', { field: PersonField, new: nullable(text) })

/** Changes as a list of `{field, new}` or as an object of values by field; `null` clears a field. */
export const ChangeContactDetails = command('ChangeContactDetails', {
  personId: PersonId,
  changes: personal(
    eitherOf('changes', listOf(FieldChange), partialOf(PersonField.values, nullable(text))),
    'personId',
  ),
})

const link = { personId: PersonId, customerId: CustomerId }
export const LinkContactToCompany = command('LinkContactToCompany', link)
export const UnlinkContactFromCompany = command('UnlinkContactFromCompany', link)

export const LinkContactToCompanies = command('LinkContactToCompanies', {
  personId: PersonId,
  customerIds: listOf(CustomerId),
})

/** Registers a person who is invoiced: contact and customer in one. `customerId` defaults to a new id. */
export const RegisterPrivateCustomer = command('RegisterPrivateCustomer', {
  personId: PersonId,
  customerId: optional(CustomerId),
  ...identity,
  ...registrationFields,
})

export const ConvertContactToPrivateCustomer = command('ConvertContactToPrivateCustomer', {
  personId: PersonId,
  customerId: optional(CustomerId),
  ...registrationFields,
})

const access = { personId: PersonId }

/** Lets only administrators read the e-mails of this person. */
export const RestrictContactEmailAccess = command('RestrictContactEmailAccess', access)

/** Lets everybody read the e-mails of this person again. */
export const GrantContactEmailAccess = command('GrantContactEmailAccess', access)

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
}
