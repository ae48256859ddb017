import { CustomerId, PersonId } from '../ids.js'
import { exactRecordOf, listOf, oneOf, optional } from '../kernel/codec.js'
import { command } from '../kernel/message.js'
import { mergeableCustomerFields, mergeablePersonFields } from './fields.js'

const Side = oneOf('Side', ['survivor', 'duplicate'])

const CustomerFieldChoice = exactRecordOf('CustomerFieldChoice', {
  field: oneOf('MergeableCustomerField', mergeableCustomerFields),
  from: Side,
})

/** The duplicate's records come to the survivor; a field keeps the survivor's value unless the choice says otherwise. */
export const MergeCustomers = command('MergeCustomers', {
  survivorId: CustomerId,
  duplicateId: CustomerId,
  fieldChoices: optional(listOf(CustomerFieldChoice)),
})

const PersonFieldChoice = exactRecordOf('PersonFieldChoice', {
  field: oneOf('MergeablePersonField', mergeablePersonFields),
  from: Side,
})

export const MergeContacts = command('MergeContacts', {
  survivorId: PersonId,
  duplicateId: PersonId,
  fieldChoices: optional(listOf(PersonFieldChoice)),
})

export const mergingCommands = { MergeCustomers, MergeContacts }
