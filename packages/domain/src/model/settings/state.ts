import { aggregate, catalogueOf, type Evolve } from '../../kernel/aggregate.js'
import type { Instant } from '../../kernel/values/instant.js'
import type { SettingsEvent } from './events.js'
import {
  isPolicyName,
  isSettingName,
  type Policies,
  policyTable,
  type SettingName,
  standardPolicies,
  standardSettings,
} from './policies.js'

/** The policies, the numbered settings, and when each setting last changed. */
export type Settings = {
  readonly policies: Policies
  readonly numbers: { readonly [K in SettingName]: number | null }
  readonly changedAt: { readonly [K in SettingName]?: Instant }
}

export const initialSettings: Settings = { policies: standardPolicies, numbers: standardSettings, changedAt: {} }

/** The changes of settings events, shared by states and the register. */
export const evolveSettings: Evolve<SettingsEvent, Settings> = {
  SettingChanged:
    ({ key, to }, { at }) =>
    (settings) => {
      if (!isSettingName(key)) return
      settings.numbers[key] = to
      settings.changedAt[key] = at
    },
  PolicyChanged:
    ({ key, to }) =>
    (settings) => {
      if (isPolicyName(key) && policyTable[key].codec.is(to)) Object.assign(settings.policies, { [key]: to })
    },
}

export const settingsAggregate = aggregate<SettingsEvent, Settings>('settings', initialSettings, evolveSettings)

export const settingsStream = catalogueOf(settingsAggregate)

/** Whether a start date setting is on: exactly 1. */
export const isOn = ({ numbers }: Settings, key: 'STARTDATE_INVOICE' | 'STARTDATE_SALESORDER'): boolean =>
  numbers[key] === 1
