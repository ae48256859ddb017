import { AssertionError, deepStrictEqual } from 'node:assert/strict'
import type { Rejection } from '@clientele/domain'
import { type Answer, type ModelOptions, recordedEvent, tableOf } from '../model/index.js'
import { refuseUnknownFields } from './log.js'
import { type EventLike, type PlacedEvent, placedEvents } from './placed.js'
import { refuseUnknownEvent } from './unknown-event.js'

/** Throws an `AssertionError` with a headline and the difference unless two values are deeply equal. */
const expectEqual = (actual: unknown, expected: unknown, headline: string): void => {
  try {
    deepStrictEqual(actual, expected)
  } catch (error) {
    const difference = error instanceof AssertionError ? error.message : String(error)
    const message = `${headline}\n${difference}`
    throw new AssertionError({ message, actual, expected, operator: 'expected' })
  }
}

const describeRefusals = (refusals: readonly Rejection[]): string =>
  refusals.map(({ error, ...facts }) => `${error} ${JSON.stringify(facts)}`).join(', ')

const decodeExpected = ({ message, stream }: PlacedEvent, options: ModelOptions): object => {
  const catalogue = tableOf(options).events
  refuseUnknownFields(message, catalogue)
  if (!catalogue.knows(message.type)) refuseUnknownEvent(message.type)
  const place = { stream: stream ?? 'any', revision: 0, position: 1, at: '2024-01-01T00:00:00.000Z' }
  const { type, data } = recordedEvent(message, { ...place, by: 'host', commandId: 'expected' }, catalogue)
  return stream === null ? { type, data } : { stream, type, data }
}

/** Throws unless the command appended exactly these events, and no part of it was refused. */
export const expectEvents = (
  name: string,
  { events, refusals }: Answer,
  expected: readonly EventLike[],
  options: ModelOptions = {},
): void => {
  const expectedEvents = placedEvents(expected)
  expectEqual(refusals, [], `${name} was refused: ${describeRefusals(refusals)}`)
  const actual = events.map(({ stream, type, data }, index) =>
    typeof expectedEvents[index]?.stream === 'string' ? { stream, type, data } : { type, data },
  )
  const headline = events.length === 0 ? `${name} appended nothing` : `${name} appended other events than expected`
  expectEqual(
    actual,
    expectedEvents.map((event) => decodeExpected(event, options)),
    headline,
  )
}

/** Throws unless the command was refused with this name, exactly these facts (if given) and no event. */
export const expectRefusal = (name: string, { events, refusals }: Answer, error: string, facts?: object): void => {
  const types = events.map(({ type }) => type)
  if (refusals.length === 0)
    expectEqual(types, [], `${name} was not refused: it appended ${types.join(', ') || 'nothing'}`)
  const expected = facts === undefined ? [error] : [{ error, ...facts }]
  const actual = facts === undefined ? refusals.map((refusal) => refusal.error) : refusals
  const headline =
    refusals.length === 0 ? `${name} was not refused: it had nothing to do` : `${name} was refused otherwise`
  expectEqual(actual, expected, headline)
  expectEqual(types, [], `${name} was refused and appended events all the same`)
}
