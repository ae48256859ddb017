import type * as t from 'io-ts'
import { exactRecordOf, oneOf, optional, text } from '../../kernel/input/codec.js'

/**
 * The marketing channels; each is banned or consented to separately (Lemonsoft, "kolme erilaista markkinointikieltoa").
 */
export const channels = ['email', 'letter', 'sms'] as const

export const Channel = oneOf('Channel', channels)
export type Channel = t.TypeOf<typeof Channel>

/** The numbered setting that binds a channel's ban to a contact property (`NO_MARKETING` is letters only). */
export const banSettings = { letter: 'NO_MARKETING', sms: 'NO_SMS', email: 'NO_EMAIL' } as const

/** Returns the channel that a contact property bans; `null` for any other property. */
export const channelBoundTo = (
  numbers: { readonly [K in (typeof banSettings)[Channel]]: number | null },
  propertyNo: number,
): Channel | null => channels.find((channel) => numbers[banSettings[channel]] === propertyNo) ?? null

/** How a consent was given (GDPR 7(1)); `capturedAt` is a date or an instant. */
export const Evidence = exactRecordOf('Evidence', {
  capturedAt: text,
  source: text,
  wordingVersion: optional(text),
})
export type Evidence = t.TypeOf<typeof Evidence>
