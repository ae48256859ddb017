import { ClassifierValue, CustomerId, PersonId } from '../../ids.js'
import { integer, nullable, optional } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

const property = { personId: PersonId, propertyNo: integer, customerId: optional(nullable(CustomerId)) }

/** Assigning a property that a ban setting is bound to sets the ban; removing it lifts the ban. */
export const AssignContactProperty = command('AssignContactProperty', property)
export const RemoveContactProperty = command('RemoveContactProperty', property)

const category = { personId: PersonId, category: ClassifierValue }
export const AssignContactCategory = command('AssignContactCategory', category)
export const RemoveContactCategory = command('RemoveContactCategory', category)

export const contactTraitCommands = {
  AssignContactProperty,
  RemoveContactProperty,
  AssignContactCategory,
  RemoveContactCategory,
}
