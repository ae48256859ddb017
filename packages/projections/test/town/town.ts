import { type Happened, happened } from '../happened.js'
import { createProjections, type Views } from '../source.js'
import { done, last, persons, works } from './life.js'
import { catalogues, customers, staff } from './places.js'

/** A small town in which everything there can be is there once, on 15 June 2024. */
export const town: readonly Happened[] = [...staff, ...catalogues, ...customers, ...persons, ...works, ...done, ...last]

/** The views over some events, on a day. */
export const viewsOn = (today: string, ...events: readonly Happened[]): Views => {
  const { views, applyAll } = createProjections(() => `${today}T09:00:00.000Z`)
  applyAll(happened(...events))
  return views
}

/** The views over the town, and more that happened there. */
export const viewsOfTown = (...more: readonly Happened[]): Views => viewsOn('2024-06-15', ...town, ...more)
