import assert from 'node:assert/strict'
import { events, nearestOf } from '@clientele/domain'

/** Throws an `AssertionError` for an unknown type of event, and says how to add an event of a host. */
export const refuseUnknownEvent = (type: string): never => {
  const nearest = nearestOf(type, Object.keys(events))
  const meant = nearest === null ? '' : `; did you mean ${nearest}?`
  return assert.fail(
    `There is no event called ${type}${meant}${meant === '' ? '.' : ''} If it is your own, add the decisions that append it: .with({ decisions })`,
  )
}
