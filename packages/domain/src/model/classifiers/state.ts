import { aggregate, catalogueOf, type Evolve } from '../../kernel/aggregate.js'
import { sameName } from '../../kernel/input/codec.js'
import type { ClassifierEvent } from './events.js'

export type ChoosableValue = { readonly name: string | null; readonly retired: boolean }

export type ContactProperty = {
  readonly name: string
  readonly contactGroupId: string | null
  readonly retired: boolean
}

/** The values that can be chosen: values by catalogue, contact properties by number, contact groups by id. */
export type Classifiers = {
  readonly catalogues: ReadonlyMap<string, ReadonlyMap<string, ChoosableValue>>
  readonly properties: ReadonlyMap<number, ContactProperty>
  readonly contactGroups: ReadonlyMap<string, string>
}

const initial: Classifiers = { catalogues: new Map(), properties: new Map(), contactGroups: new Map() }

const evolve: Evolve<ClassifierEvent, Classifiers> = {
  ClassifierValueAdded:
    ({ catalogue, value, name }) =>
    ({ catalogues }) => {
      const values = catalogues.get(catalogue) ?? new Map()
      catalogues.set(catalogue, values.set(value, { name: name ?? null, retired: false }))
    },
  ClassifierValueRenamed:
    ({ catalogue, value, to }) =>
    ({ catalogues }) => {
      const known = catalogues.get(catalogue)?.get(value)
      if (known !== undefined) known.name = to
    },
  ClassifierValueRetired:
    ({ catalogue, value }) =>
    ({ catalogues, properties }) => {
      const property = catalogue === 'contactProperty' ? properties.get(Number(value)) : undefined
      const known = catalogues.get(catalogue)?.get(value) ?? property
      if (known !== undefined) known.retired = true
    },
  ContactPropertyAdded:
    ({ number, name, contactGroupId }) =>
    ({ properties }) => {
      properties.set(number, { name, contactGroupId: contactGroupId ?? null, retired: false })
    },
  ContactGroupAdded:
    ({ contactGroupId, name }) =>
    ({ contactGroups }) => {
      contactGroups.set(contactGroupId, name)
    },
  PropertyAttachedToContactGroup:
    ({ number, contactGroupId }) =>
    ({ properties }) => {
      const property = properties.get(number)
      if (property !== undefined) property.contactGroupId = contactGroupId
    },
}

export const classifiersAggregate = aggregate<ClassifierEvent, Classifiers>('classifiers', initial, evolve)

export const classifiersStream = catalogueOf(classifiersAggregate)

/** Returns a value of a catalogue, or `undefined`. */
export const classifierValue = ({ catalogues }: Classifiers, catalogue: string, value: string) =>
  catalogues.get(catalogue)?.get(value)

/** Returns the value of a catalogue whose name counts as the same, if there is one. */
export const valueByName = ({ catalogues }: Classifiers, catalogue: string, value: string): string | undefined =>
  [...(catalogues.get(catalogue)?.keys() ?? [])].find((known) => sameName(known, value))
