/** Brings the data of an event from one schema version to the next. */
export type Upcast = (data: unknown) => unknown

/**
 * By event type, the steps from version 1 to 2, from 2 to 3, … An event type without a row is at version 1.
 * A released step is never edited: `docs/how-to/change-an-event.md`.
 */
const upcasts: { readonly [eventType: string]: readonly Upcast[] } = {}

const none: readonly Upcast[] = []

export const upcastsOf = (type: string): readonly Upcast[] =>
  Object.hasOwn(upcasts, type) ? (upcasts[type] ?? none) : none
