import { rejection } from '../../kernel/rejection.js'

export const UnknownSetting = rejection('UnknownSetting', { key: 'text' }, 'notFound')

/** `allowed` lists the valid numbers; if it is empty, `expected` describes them. */
export const InvalidSettingValue = rejection(
  'InvalidSettingValue',
  {
    key: 'text',
    allowed: 'numbers',
    expected: 'text',
  },
  'invalid',
)

export const PropertyAlreadyBound = rejection('PropertyAlreadyBound', { setting: 'text', number: 'number' })

/** `personIds` are the persons whose only ban is the property the setting names now; `liftsBans` accepts that. */
export const RebindingLiftsBans = rejection('RebindingLiftsBans', { key: 'text', number: 'number', personIds: 'texts' })

/** `key` is a policy, or the id of a role whose cardinality or kind contradicts its holders. */
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
  RebindingLiftsBans,
  PolicyConflictsWithState,
  AlreadyInitialised,
}
