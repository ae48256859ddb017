import assert from 'node:assert/strict'
import { commands, type Instant, instantFrom, type Message, type StreamName, type StreamOf } from '@clientele/domain'
import { takeSubject } from './subject.js'

/** An event with its stream and time; `null` where they are not named. */
export type PlacedEvent = {
  readonly message: Message
  readonly stream: StreamName | null
  readonly at: Instant | null
}

/** Events with their stream or their time of recording. Created by `on` and `recordedAt`. */
export type Placed = { readonly placed: readonly PlacedEvent[] }

/** An event as its constructor returns it, or several from `on` or `recordedAt`. */
export type EventLike = Message | Placed

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isMessage = (value: unknown): value is Message =>
  isObject(value) && 'type' in value && typeof value.type === 'string' && 'data' in value

const isPlaced = (value: unknown): value is Placed => isObject(value) && 'placed' in value

const nameOf = (value: unknown): string =>
  typeof value === 'function' && 'type' in value ? String(value.type) : typeof value

/** Returns what is wrong with a value that should be a message; `null` if it is one. */
export const problemOfMessage = (value: unknown): string | null => {
  if (isMessage(value)) return null
  if (typeof value === 'function') return `a function: call it, ${nameOf(value)}({ … })`
  return isObject(value) ? 'an object without type and data' : `${value === null ? 'null' : nameOf(value)}`
}

const placeEvent = (value: unknown): readonly PlacedEvent[] => {
  if (isPlaced(value)) return value.placed
  if (!isMessage(value)) assert.fail(`Expected an event { type, data }, got ${problemOfMessage(value)}`)
  if (Object.hasOwn(commands, value.type)) assert.fail(`Expected an event, got the command ${value.type}`)
  return [{ ...takeSubject(value), at: null }]
}

/** Lists events with their streams and times. Throws an `AssertionError` for other values, commands included. */
export const placedEvents = (values: readonly EventLike[]): readonly PlacedEvent[] => values.flatMap(placeEvent)

const inStream = (event: PlacedEvent, stream: StreamName): PlacedEvent => {
  if (event.stream === null || event.stream === stream) return { ...event, stream }
  return assert.fail(`${event.message.type} names ${event.stream}, and stands on ${stream}`)
}

/**
 * Puts events in a stream: `on('customer-acme', CustomerArchived({}))`. Needed where the stream follows neither from the
 * event's data nor from the events before it nor from the command.
 */
export const on = (stream: StreamName | StreamOf<unknown>, ...events: readonly EventLike[]): Placed => {
  const name = typeof stream === 'string' ? stream : stream.name
  return { placed: placedEvents(events).map((event) => inStream(event, name)) }
}

/** Sets the time at which events were recorded, as an ISO 8601 instant; the default is the day before the command. */
export const recordedAt = (at: Instant, ...events: readonly EventLike[]): Placed => {
  const instant = instantFrom(at) ?? assert.fail(`Expected an ISO 8601 instant, got ${JSON.stringify(at)}`)
  return { placed: placedEvents(events).map((event) => ({ ...event, at: instant })) }
}
