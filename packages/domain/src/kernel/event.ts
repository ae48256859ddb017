import * as t from 'io-ts'
import { exactRecordOf, oneOf, optional, text } from './input/codec.js'
import type { Message } from './message.js'
import { Instant } from './values/instant.js'

/** `category-id`, or the bare category of a catalogue stream. Never contains personal data. */
export type StreamName = string

/** The number of an event within its stream, from 0. */
export type Revision = number

/** The place of an event in the whole log; only its store can compare two positions. */
export type Position = string

/**
 * The origin of a change: its own command (`direct`), an import, a part of a bulk command, a merge, or a consequence of
 * another change (`followUp`).
 */
export const Origin = oneOf('Origin', ['direct', 'import', 'bulk', 'merge', 'followUp'])
export type Origin = t.TypeOf<typeof Origin>

/**
 * The actor, the time by the actor's clock, and the command. `digest` distinguishes that command from others with the
 * same id; `reason` is free text by the actor; a missing `origin` means `direct`.
 */
export const Metadata = exactRecordOf('Metadata', {
  by: t.string,
  at: Instant,
  commandId: t.string,
  digest: optional(t.string),
  correlationId: optional(t.string),
  causationId: optional(t.string),
  reason: optional(text),
  tenant: optional(t.string),
  origin: optional(Origin),
})
export type Metadata = t.TypeOf<typeof Metadata>

/**
 * The part of an event that folds receive besides its data: `at` is the time by the actor's clock, known before the
 * event is stored.
 */
export type Occurrence = { readonly at: Instant }

/** An event as a fold receives it. */
export type Occurred<E extends Message = Message> = E & { readonly occurrence: Occurrence }
