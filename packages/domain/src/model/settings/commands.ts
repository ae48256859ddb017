import * as t from 'io-ts'
import { boolean, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { PresetName } from './presets.js'

/**
 * Sets a numbered setting by its Lemonsoft name; the decision checks the value. With `liftsBans` a ban setting may name
 * another property although persons are banned by the current one.
 */
export const ChangeSetting = command('ChangeSetting', { key: text, value: t.unknown, liftsBans: optional(boolean) })

/** A named policy. */
export const ChangePolicy = command('ChangePolicy', { key: text, value: t.unknown })

/** Initialises a tenant with the preset of one product. */
export const InitialiseTenant = command('InitialiseTenant', { preset: PresetName })

export const settingsCommands = { ChangeSetting, ChangePolicy, InitialiseTenant }
