import { CustomerId, PersonId } from '../../ids.js'
import { exactRecordOf, listOf, oneOf, optional } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { mergeableCustomerFields, mergeablePersonFields } from './fields.js'

const Side = oneOf('Side', ['survivor', 'duplicate'])

const choicesOf = <Field extends string>(kind: 'Customer' | 'Person', fields: readonly [Field, ...Field[]]) =>
  listOf(exactRecordOf(`${kind}FieldChoice`, { field: oneOf(`Mergeable${kind}Field`, fields), from: Side }))

/**
 * Moves everything of the duplicate to the survivor. Fields keep the survivor's value unless chosen otherwise; fields
 * that the survivor lacks are filled from the duplicate, and so is its owner.
 */
export const MergeCustomers = command(
  'MergeCustomers',
  {
    survivorId: CustomerId,
    duplicateId: CustomerId,
    fieldChoices: optional(choicesOf('Customer', mergeableCustomerFields)),
  },
  'Merges two records of one customer: the survivor takes over what the duplicate has.',
)

export const MergeContacts = command(
  'MergeContacts',
  {
    survivorId: PersonId,
    duplicateId: PersonId,
    fieldChoices: optional(choicesOf('Person', mergeablePersonFields)),
  },
  'Merges two records of one person: the survivor takes over what the duplicate has.',
)

export const mergingCommands = { MergeCustomers, MergeContacts }
