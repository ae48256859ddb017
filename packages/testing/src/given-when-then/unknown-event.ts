import assert from 'node:assert/strict'
import { events, nearestOf } from '@clientele/domain'

/** Throws an `AssertionError` for a type of event that nobody knows, and says what an event of a host needs. */
export const refuseUnknownEvent = (type: string): never => {
  const nearest = nearestOf(type, Object.keys(events))
  const meant = nearest === null ? '' : `; did you mean ${nearest}?`
  return assert.fail(
    `There is no event called ${type}${meant}${meant === '' ? '.' : ''} If it is your own, add the decisions that append it: .with({ decisions })`,
  )
}
