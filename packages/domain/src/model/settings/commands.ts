import * as t from 'io-ts'
import { boolean, optional, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { PresetName } from './presets.js'

/**
 * A numbered setting by its Lemonsoft name; what values are legal the decision says. With `liftsBans` a ban setting may
 * name another property although persons are banned by the one it named.
 */
export const ChangeSetting = command('ChangeSetting', { key: text, value: t.unknown, liftsBans: optional(boolean) })

/** A named policy. */
export const ChangePolicy = command('ChangePolicy', { key: text, value: t.unknown })

/** Starts a tenant with one product's ways. */
export const InitialiseTenant = command('InitialiseTenant', { preset: PresetName })

export const settingsCommands = { ChangeSetting, ChangePolicy, InitialiseTenant }
