import { oneOf } from '../../kernel/input/codec.js'
import type { DataOf } from '../../kernel/message.js'
import type { RoleDefined } from '../roles/events.js'
import type { Policies, SettingName } from './policies.js'

/** The products with a preset. */
export const PresetName = oneOf('Preset', ['koho', 'portal', 'lemonsoft', '24seven', 'uku'])
export type PresetName = (typeof PresetName.values)[number]

/** Policies, numbered settings and roles that reproduce the documented behaviour of one product. */
export type Preset = {
  readonly policies: Partial<Policies>
  readonly numbers: { readonly [K in SettingName]?: number }
  readonly roles?: readonly DataOf<typeof RoleDefined>[]
}

export const presets: { readonly [K in PresetName]: Preset } = {
  koho: { policies: {}, numbers: {} },
  portal: {
    policies: {
      requiredFields: ['name', 'segment', 'status', 'attractionChannel', 'responsibleManager'],
      consentModel: 'optIn',
    },
    numbers: {},
    roles: [
      {
        roleId: 'responsibleManager',
        name: 'Responsible manager',
        kind: 'customer',
        cardinality: 'single',
        required: true,
      },
      { roleId: 'serviceManager', name: 'Service manager', kind: 'customer', cardinality: 'single', required: false },
    ],
  },
  lemonsoft: {
    policies: { numberSeriesBy: 'kind', requireBanBinding: true },
    numbers: { STARTDATE_INVOICE: 2, STARTDATE_SALESORDER: 2 },
  },
  '24seven': { policies: {}, numbers: {} },
  uku: {
    policies: { predefinedGroups: ['klient', 'liid'], groupMembership: 'multiple', groupDeletion: 'emptyOnly' },
    numbers: {},
  },
}
