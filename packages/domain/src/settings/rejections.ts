import { rejection } from '../kernel/rejection.js'

export const UnknownSetting = rejection('UnknownSetting', { key: 'text' })

/** `allowed` lists the legal numbers, or is empty and `expected` says what is. */
export const InvalidSettingValue = rejection('InvalidSettingValue', {
  key: 'text',
  allowed: 'numbers',
  expected: 'text',
})

export const PropertyAlreadyBound = rejection('PropertyAlreadyBound', { setting: 'text', number: 'number' })
export const PolicyConflictsWithState = rejection('PolicyConflictsWithState', { key: 'text', customerIds: 'texts' })
export const AlreadyInitialised = rejection('AlreadyInitialised', {})

export const settingsRejections = {
  UnknownSetting,
  InvalidSettingValue,
  PropertyAlreadyBound,
  PolicyConflictsWithState,
  AlreadyInitialised,
}
