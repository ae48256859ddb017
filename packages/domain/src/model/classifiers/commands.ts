import { CatalogueName, ClassifierValue, ContactGroupId } from '../../ids.js'
import { eitherOf, integer, nullable, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'

/** Catalogues: `segment`, `status`, `attractionChannel`, `customerKind`, `customerProperty`, `trackingItem:<dimension>`, … */
export const AddClassifierValue = command(
  'AddClassifierValue',
  {
    catalogue: CatalogueName,
    value: ClassifierValue,
    name: optional(nullable(text)),
  },
  'Adds a value to a catalogue, such as a segment or a status.',
)

export const RenameClassifierValue = command(
  'RenameClassifierValue',
  {
    catalogue: CatalogueName,
    value: ClassifierValue,
    name: text,
  },
  'Renames a value of a catalogue.',
)

/** Contact properties are retired as values (their number) of the catalogue `contactProperty`. */
export const RetireClassifierValue = command(
  'RetireClassifierValue',
  {
    catalogue: CatalogueName,
    value: eitherOf('ClassifierValue or number', ClassifierValue, integer),
  },
  'Retires a value of a catalogue: nobody can choose it any more.',
)

export const AddContactProperty = command(
  'AddContactProperty',
  {
    number: integer,
    name: text,
    contactGroupId: optional(nullable(ContactGroupId)),
  },
  'Adds a numbered property that contacts can have.',
)

export const AddContactGroup = command(
  'AddContactGroup',
  { contactGroupId: ContactGroupId, name: optional(text) },
  'Adds a contact group, which properties can be attached to.',
)

export const AttachPropertyToContactGroup = command(
  'AttachPropertyToContactGroup',
  {
    number: integer,
    contactGroupId: ContactGroupId,
  },
  'Attaches a numbered property to a contact group.',
)

export const classifierCommands = {
  AddClassifierValue,
  RenameClassifierValue,
  RetireClassifierValue,
  AddContactProperty,
  AddContactGroup,
  AttachPropertyToContactGroup,
}
