import { accept, decision, nothing, when, whenFound, write } from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import {
  AddClassifierValue,
  AddContactGroup,
  AddContactProperty,
  AttachPropertyToContactGroup,
  type classifierCommands,
  RenameClassifierValue,
  RetireClassifierValue,
} from '../../model/classifiers/commands.js'
import {
  ClassifierValueAdded,
  ClassifierValueRenamed,
  ClassifierValueRetired,
  ContactGroupAdded,
  ContactPropertyAdded,
  PropertyAttachedToContactGroup,
} from '../../model/classifiers/events.js'
import {
  ClassifierValueTaken,
  PropertyInUse,
  PropertyNumberTaken,
  UnknownClassifierValue,
  UnknownContactGroup,
  UnknownProperty,
  UnknownTrackingDimension,
  unlessDimension,
} from '../../model/classifiers/rejections.js'
import { classifiersStream, classifierValue, valueByName } from '../../model/classifiers/state.js'
import { dimensionOf } from '../../model/classifiers/tracking.js'
import { settingsStream } from '../../model/settings/state.js'

const reads = () => ({ classifiers: classifiersStream })

const addClassifierValue = decision({
  command: AddClassifierValue,
  appends: [ClassifierValueAdded],
  rejects: [UnknownTrackingDimension, ClassifierValueTaken],
  reads,
  decide: ({ classifiers }, { catalogue, value, name = null }) => {
    const alike = valueByName(classifiers, catalogue, value)
    const known = classifierValue(classifiers, catalogue, value)
    const dimension = dimensionOf(catalogue)
    return (
      (dimension === null ? null : unlessDimension(classifiers, dimension)) ??
      when(known !== undefined && !known.retired && (name === null || known.name === name), nothing) ??
      whenFound(alike, (taken) => ClassifierValueTaken({ catalogue, value: taken })) ??
      accept(write(classifiersStream, ClassifierValueAdded({ catalogue, value, name })))
    )
  },
})

const renameClassifierValue = decision({
  command: RenameClassifierValue,
  appends: [ClassifierValueRenamed],
  rejects: [UnknownClassifierValue],
  reads,
  decide: ({ classifiers }, { catalogue, value, name }) => {
    const known = classifierValue(classifiers, catalogue, value)
    if (known === undefined) return UnknownClassifierValue({ catalogue, value })
    return known.name === name
      ? nothing
      : accept(write(classifiersStream, ClassifierValueRenamed({ catalogue, value, from: known.name, to: name })))
  },
})

const retireClassifierValue = decision({
  command: RetireClassifierValue,
  appends: [ClassifierValueRetired],
  rejects: [PropertyInUse, UnknownClassifierValue],
  reads: () => ({ classifiers: classifiersStream, settings: settingsStream }),
  decide: ({ classifiers, settings }, { catalogue, value }) => {
    const property = catalogue === 'contactProperty' ? classifiers.properties.get(Number(value)) : undefined
    const bound = Object.entries(settings.numbers).find(([, number]) => property && number === Number(value))
    const known = classifierValue(classifiers, catalogue, String(value)) ?? property
    return (
      whenFound(bound, ([setting]) => PropertyInUse({ number: Number(value), setting })) ??
      when(known?.retired === true, nothing) ??
      when(known === undefined, UnknownClassifierValue({ catalogue, value: String(value) })) ??
      accept(write(classifiersStream, ClassifierValueRetired({ catalogue, value: String(value) })))
    )
  },
})

const addContactProperty = decision({
  command: AddContactProperty,
  appends: [ContactPropertyAdded],
  rejects: [PropertyNumberTaken, UnknownContactGroup],
  reads,
  decide: ({ classifiers }, { number, name, contactGroupId = null }) => {
    const known = classifiers.properties.get(number)
    return (
      when(known?.name === name && known.contactGroupId === contactGroupId, nothing) ??
      when(known !== undefined, PropertyNumberTaken({ number })) ??
      whenFound(contactGroupId, (id) =>
        when(!classifiers.contactGroups.has(id), UnknownContactGroup({ contactGroupId: id })),
      ) ??
      accept(write(classifiersStream, ContactPropertyAdded({ number, name, contactGroupId })))
    )
  },
})

const addContactGroup = decision({
  command: AddContactGroup,
  appends: [ContactGroupAdded],
  rejects: [],
  reads,
  decide: ({ classifiers }, { contactGroupId, name = contactGroupId }) =>
    when(classifiers.contactGroups.get(contactGroupId) === name, nothing) ??
    accept(write(classifiersStream, ContactGroupAdded({ contactGroupId, name }))),
})

const attachPropertyToContactGroup = decision({
  command: AttachPropertyToContactGroup,
  appends: [PropertyAttachedToContactGroup],
  rejects: [UnknownProperty, UnknownContactGroup],
  reads,
  decide: ({ classifiers }, { number, contactGroupId }) => {
    const property = classifiers.properties.get(number)
    return (
      when(property === undefined, UnknownProperty({ number })) ??
      when(!classifiers.contactGroups.has(contactGroupId), UnknownContactGroup({ contactGroupId })) ??
      when(property?.contactGroupId === contactGroupId, nothing) ??
      accept(write(classifiersStream, PropertyAttachedToContactGroup({ number, contactGroupId })))
    )
  },
})

export const classifierDecisions = {
  AddClassifierValue: addClassifierValue,
  RenameClassifierValue: renameClassifierValue,
  RetireClassifierValue: retireClassifierValue,
  AddContactProperty: addContactProperty,
  AddContactGroup: addContactGroup,
  AttachPropertyToContactGroup: attachPropertyToContactGroup,
} satisfies Decisions<typeof classifierCommands>
