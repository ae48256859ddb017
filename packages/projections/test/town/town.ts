import { type LogEvent, logOf } from '../log.js'
import { createProjections, type Views } from '../source.js'
import { done, last, persons, works } from './life.js'
import { catalogues, customers, staff } from './places.js'

/** A small data set with one of everything, on 15 June 2024. */
export const town: readonly LogEvent[] = [...staff, ...catalogues, ...customers, ...persons, ...works, ...done, ...last]

/** The views after some events, with a given current day. */
export const viewsOn = (today: string, ...events: readonly LogEvent[]): Views => {
  const { views, applyAll } = createProjections(() => `${today}T09:00:00.000Z`)
  applyAll(logOf(...events))
  return views
}

/** The views over the town, with further events. */
export const viewsOfTown = (...more: readonly LogEvent[]): Views => viewsOn('2024-06-15', ...town, ...more)
