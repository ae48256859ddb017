import { CatalogueName, ClassifierValue, ContactGroupId } from '../../ids.js'
import { eitherOf, integer, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

/** Catalogues: `segment`, `status`, `attractionChannel`, `customerKind`, `customerProperty`, `trackingItem:<dimension>`, … */
export const AddClassifierValue = command('AddClassifierValue', {
  catalogue: CatalogueName,
  value: ClassifierValue,
  name: optional(nullable(text)),
})

export const RenameClassifierValue = command('RenameClassifierValue', {
  catalogue: CatalogueName,
  value: ClassifierValue,
  name: text,
})

/** Contact properties are retired as values (their number) of the catalogue `contactProperty`. */
export const RetireClassifierValue = command('RetireClassifierValue', {
  catalogue: CatalogueName,
  value: eitherOf('ClassifierValue or number', ClassifierValue, integer),
})

export const AddContactProperty = command('AddContactProperty', {
  number: integer,
  name: text,
  contactGroupId: optional(nullable(ContactGroupId)),
})

export const AddContactGroup = command('AddContactGroup', { contactGroupId: ContactGroupId, name: optional(text) })

export const AttachPropertyToContactGroup = command('AttachPropertyToContactGroup', {
  number: integer,
  contactGroupId: ContactGroupId,
})

export const classifierCommands = {
  AddClassifierValue,
  RenameClassifierValue,
  RetireClassifierValue,
  AddContactProperty,
  AddContactGroup,
  AttachPropertyToContactGroup,
}
