import type { Writes } from '../../kernel/decision.js'

/** A deep copy of plain data: lists, objects, texts, numbers, booleans and `null`. */
export const copyOfPlain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOfPlain)
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, copyOfPlain(one)]))
}

/** A copy of the events of writes, to the same streams. */
export const copyOfWrites = (writes: Writes): Writes =>
  writes.map((write) => ({
    ...write,
    events: write.events.map(({ type, data }) => ({ type, data: copyOfPlain(data) })),
  }))
