// Stored forever: a released name or field is never changed, only superseded.
import { CatalogueName, ClassifierValue, ContactGroupId } from '../../ids.js'
import { integer, nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

export const ClassifierValueAdded = event('ClassifierValueAdded', {
  catalogue: CatalogueName,
  value: ClassifierValue,
  name: optional(nullable(text)),
})

export const ClassifierValueRenamed = event('ClassifierValueRenamed', {
  catalogue: CatalogueName,
  value: ClassifierValue,
  from: nullable(text),
  to: text,
})

/** Records that have the value keep it; it can no longer be chosen. */
export const ClassifierValueRetired = event('ClassifierValueRetired', {
  catalogue: CatalogueName,
  value: ClassifierValue,
})

export const ContactPropertyAdded = event('ContactPropertyAdded', {
  number: integer,
  name: text,
  contactGroupId: optional(nullable(ContactGroupId)),
})

export const ContactGroupAdded = event('ContactGroupAdded', { contactGroupId: ContactGroupId, name: text })

export const PropertyAttachedToContactGroup = event('PropertyAttachedToContactGroup', {
  number: integer,
  contactGroupId: ContactGroupId,
})

export const classifierEvents = {
  ClassifierValueAdded,
  ClassifierValueRenamed,
  ClassifierValueRetired,
  ContactPropertyAdded,
  ContactGroupAdded,
  PropertyAttachedToContactGroup,
}

export type ClassifierEvent = MessageOf<typeof classifierEvents>
