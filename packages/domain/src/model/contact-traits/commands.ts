import { ClassifierValue, CustomerId, PersonId } from '../../ids.js'
import { integer, nullable, optional } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

const property = { personId: PersonId, propertyNo: integer, customerId: optional(nullable(CustomerId)) }

/** Assigning a property that a ban setting is bound to sets the ban; removing it lifts the ban. */
export const AssignContactProperty = command(
  'AssignContactProperty',
  property,
  'Gives a contact a numbered property; one that stands for a marketing ban bans.',
)
export const RemoveContactProperty = command(
  'RemoveContactProperty',
  property,
  'Takes a numbered property from a contact; one that stands for a marketing ban lifts it.',
)

const category = { personId: PersonId, category: ClassifierValue }
export const AssignContactCategory = command('AssignContactCategory', category, 'Puts a contact into a category.')
export const RemoveContactCategory = command('RemoveContactCategory', category, 'Takes a contact out of a category.')

export const contactTraitCommands = {
  AssignContactProperty,
  RemoveContactProperty,
  AssignContactCategory,
  RemoveContactCategory,
}
