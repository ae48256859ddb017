import {
  type ClassifierEvent,
  type CustomerNumberEvent,
  initialSettings,
  type RoleEvent,
  type SettingsEvent,
  settingsAggregate,
} from '@clientele/domain'
import { keyOf } from '../../tables/tables.js'
import type { EventSource, Handlers, RegisterWriter } from './handler.js'

/** The handlers of customer-number events. */
export const customerNumbers: Handlers<CustomerNumberEvent> = {
  CustomerNumberReserved: ({ number, customerId }, { tables, freeNumbers }) => {
    freeNumbers.reserve(number)
    tables.numbers.put({ number, customerId, released: false })
  },
  CustomerNumberReleased: ({ number }, { tables }) => tables.numbers.patch(String(number), { released: true }),
  NumberSeriesDefined: ({ seriesId, kind, start, end }, { tables }) =>
    tables.series.put({ seriesId, kind, start, end }),
}

/** The handlers of role events. */
export const roles: Handlers<RoleEvent> = {
  RoleDefined: ({ roleId, name, kind, cardinality, required }, { tables }) =>
    tables.roles.put({
      roleId,
      name,
      kind,
      cardinality: cardinality ?? 'many',
      required: required ?? false,
      retired: false,
    }),
  RoleRetired: ({ roleId }, { tables }) => tables.roles.patch(roleId, { retired: true }),
}

/** The handlers of classifier events. */
export const classifiers: Handlers<ClassifierEvent> = {
  ClassifierValueAdded: ({ catalogue, value, name }, { tables }) =>
    tables.classifierValues.put({ catalogue, value, name: name ?? null, retired: false }),
  ClassifierValueRenamed: ({ catalogue, value, to }, { tables }) =>
    tables.classifierValues.patch(keyOf(catalogue, value), { name: to }),
  ClassifierValueRetired: ({ catalogue, value }, { tables }) => {
    if (catalogue === 'contactProperty') tables.contactProperties.patch(value, { retired: true })
    tables.classifierValues.patch(keyOf(catalogue, value), { retired: true })
  },
  ContactPropertyAdded: ({ number, name, contactGroupId }, { tables }) =>
    tables.contactProperties.put({ number, name, contactGroupId: contactGroupId ?? null, retired: false }),
  ContactGroupAdded: ({ contactGroupId, name }, { tables }) => tables.contactGroups.put({ contactGroupId, name }),
  PropertyAttachedToContactGroup: ({ number, contactGroupId }, { tables }) =>
    tables.contactProperties.patch(String(number), { contactGroupId }),
}

const configure = ({ tables }: RegisterWriter, { event }: EventSource): void => {
  const settings = tables.settings.get('settings') ?? initialSettings
  tables.settings.put({ id: 'settings', ...settingsAggregate.fold(settings, [event]) })
}

/** The handlers of settings events. */
export const settings: Handlers<SettingsEvent> = {
  SettingChanged: (_, writer, source) => configure(writer, source),
  PolicyChanged: (_, writer, source) => configure(writer, source),
}
