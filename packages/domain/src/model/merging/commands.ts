import { CustomerId, PersonId } from '../../ids.js'
import { exactRecordOf, listOf, oneOf, optional } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { mergeableCustomerFields, mergeablePersonFields } from './fields.js'

const Side = oneOf('Side', ['survivor', 'duplicate'])

const choicesOf = <Field extends string>(kind: 'Customer' | 'Person', fields: readonly [Field, ...Field[]]) =>
  listOf(exactRecordOf(`${kind}FieldChoice`, { field: oneOf(`Mergeable${kind}Field`, fields), from: Side }))

/**
 * What hangs on the duplicate comes to the survivor. A field keeps the survivor's value unless the choice says otherwise;
 * of natural persons, one of which the survivor says nothing is filled from the duplicate.
 */
export const MergeCustomers = command('MergeCustomers', {
  survivorId: CustomerId,
  duplicateId: CustomerId,
  fieldChoices: optional(choicesOf('Customer', mergeableCustomerFields)),
})

export const MergeContacts = command('MergeContacts', {
  survivorId: PersonId,
  duplicateId: PersonId,
  fieldChoices: optional(choicesOf('Person', mergeablePersonFields)),
})

export const mergingCommands = { MergeCustomers, MergeContacts }
