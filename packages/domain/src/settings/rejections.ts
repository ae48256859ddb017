import { rejection } from '../kernel/rejection.js'

export const UnknownSetting = rejection('UnknownSetting', { key: 'text' })

/** `allowed` lists the legal numbers, or is empty and `expected` says what is. */
export const InvalidSettingValue = rejection('InvalidSettingValue', {
  key: 'text',
  allowed: 'numbers',
  expected: 'text',
})

export const PropertyAlreadyBound = rejection('PropertyAlreadyBound', { setting: 'text', number: 'number' })

/** `key` is a policy, or the id of a role whose cardinality or kind contradicts who holds it. */
export const PolicyConflictsWithState = rejection('PolicyConflictsWithState', {
  key: 'text',
  customerIds: 'texts',
  groupIds: 'texts',
})

export const AlreadyInitialised = rejection('AlreadyInitialised', {})

export const settingsRejections = {
  UnknownSetting,
  InvalidSettingValue,
  PropertyAlreadyBound,
  PolicyConflictsWithState,
  AlreadyInitialised,
}
