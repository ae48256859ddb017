import * as t from 'io-ts'
import { boolean, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { PresetName } from './presets.js'

/**
 * Sets a numbered setting by its Lemonsoft name; the decision checks the value. With `liftsBans` a ban setting may name
 * another property although persons are banned by the current one.
 */
export const ChangeSetting = command(
  'ChangeSetting',
  { key: text, value: t.unknown, liftsBans: optional(boolean) },
  'Binds or changes a numbered setting, such as the property that bans e-mail.',
)

/** A named policy. */
export const ChangePolicy = command(
  'ChangePolicy',
  { key: text, value: t.unknown },
  'Chooses one of the ways in which the products differ.',
)

/** Initialises a tenant with the preset of one product. */
export const InitialiseTenant = command(
  'InitialiseTenant',
  { preset: PresetName },
  'Sets up a new register as one of the products works.',
)

export const settingsCommands = { ChangeSetting, ChangePolicy, InitialiseTenant }
