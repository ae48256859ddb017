import type { Policies, SettingName } from '@clientele/domain'
import { deepCopy } from '../../query/deep-copy.js'
import type { Viewing } from '../../query/visibility/viewer.js'
import type { Register } from '../../register/register.js'

/** The policies by name, and the numbered settings by name (1 on, 2 off, `null` unset). */
export type SettingsView = {
  readonly policies: Policies
  readonly numbers: { readonly [K in SettingName]: number | null }
}

/** The current settings. */
export const settings = ({ settings: { policies, numbers } }: Register, _viewing: Viewing = {}): SettingsView => ({
  policies: deepCopy(policies),
  numbers: deepCopy(numbers),
})
