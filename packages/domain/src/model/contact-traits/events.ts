// Stored forever: a released name or field is never changed, only superseded.
import { ClassifierValue, CustomerId } from '../../ids.js'
import { integer, nullable, optional } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

/** With `customerId` the property applies at that company only, without it everywhere. */
const property = { propertyNo: integer, customerId: optional(nullable(CustomerId)) }

export const ContactPropertyAssigned = event('ContactPropertyAssigned', property)
export const ContactPropertyRemoved = event('ContactPropertyRemoved', property)

export const ContactCategoryAssigned = event('ContactCategoryAssigned', { category: ClassifierValue })
export const ContactCategoryRemoved = event('ContactCategoryRemoved', { category: ClassifierValue })

export const contactTraitEvents = {
  ContactPropertyAssigned,
  ContactPropertyRemoved,
  ContactCategoryAssigned,
  ContactCategoryRemoved,
}

export type ContactTraitEvent = MessageOf<typeof contactTraitEvents>
