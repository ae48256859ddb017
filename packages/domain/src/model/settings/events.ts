// Stored forever: a released name or field is never changed, only superseded.
import * as t from 'io-ts'
import { nullable, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'

export const SettingChanged = event('SettingChanged', {
  key: text,
  from: nullable(t.number),
  to: nullable(t.number),
})

export const PolicyChanged = event('PolicyChanged', { key: text, from: t.unknown, to: t.unknown })

export const settingsEvents = { SettingChanged, PolicyChanged }

export type SettingsEvent = MessageOf<typeof settingsEvents>
