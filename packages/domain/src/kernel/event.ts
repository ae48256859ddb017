import * as t from 'io-ts'
import { exactRecordOf, oneOf, optional, text } from './input/codec.js'
import type { Message } from './message.js'
import { Instant } from './values/instant.js'

/** `category-id`, or the bare category of a catalogue stream. Never holds personal data. */
export type StreamName = string

/** Number of an event within its stream, counted from 0. */
export type Revision = number

/** Place of an event in the whole log, comparable by its store only. */
export type Position = string

/**
 * How a change came about: by a command of its own (`direct`), by an import, as a part of a bulk command, by a merge, or
 * as what another change brings along (`followUp`).
 */
export const Origin = oneOf('Origin', ['direct', 'import', 'bulk', 'merge', 'followUp'])
export type Origin = t.TypeOf<typeof Origin>

/**
 * Who did it, when by the actor's clock, and within which command. `digest` tells that command from others
 * that are given the same id; `reason` is free text by the actor; without `origin` it was `direct`.
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

/** What a fold may know of an event beside its data: `at` is the actor's time, known before the event is stored. */
export type Occurrence = { readonly at: Instant }

/** An event as a fold sees it. */
export type Occurred<E extends Message = Message> = E & { readonly occurrence: Occurrence }
