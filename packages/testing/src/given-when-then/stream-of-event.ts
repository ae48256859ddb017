import assert from 'node:assert/strict'
import { categoryOf, events, type Message, nearestOf, type StreamName } from '@clientele/domain'
import { type Category, categoriesOf } from '../model/index.js'
import { isIdentified, streamNamedBy } from './subject.js'

/** What tells the stream of an event that does not name it. */
export type Clues = {
  /** The streams of the events before it. */
  readonly known: readonly StreamName[]
  readonly command: unknown
  readonly by: string
}

const knownCategoriesOf = (type: string): readonly Category[] => {
  const categories = categoriesOf(type)
  if (categories.length > 0) return categories
  const nearest = nearestOf(type, Object.keys(events))
  return assert.fail(`There is no event called ${type}${nearest === null ? '' : `; did you mean ${nearest}?`}`)
}

const isCatalogue = (category: Category): boolean => !isIdentified(category) && category !== 'listPreferences'

const dataOfCommand = (command: unknown): unknown =>
  typeof command === 'object' && command !== null && 'data' in command ? command.data : null

const fromCommand = (categories: readonly Category[], { command, by }: Clues): readonly StreamName[] =>
  categories.flatMap((category) =>
    category === 'listPreferences' ? [`${category}-${by}`] : streamNamedBy(category, dataOfCommand(command)),
  )

const ask = (type: string, streams: readonly StreamName[]): never => {
  const why = streams.length === 0 ? 'nothing names its stream' : `it may stand in ${streams.join(' or ')}`
  return assert.fail(`${type}: ${why}. Name it: on('${streams[0] ?? 'category-id'}', ${type}({ … }))`)
}

/**
 * Finds the stream of an event: the catalogue it belongs to, the id in its own data, the only stream of its kind before
 * it, or the one that the command names. Throws an `AssertionError` if none or several are possible.
 */
export const streamOfEvent = ({ type, data }: Message, clues: Clues): StreamName => {
  const categories = knownCategoriesOf(type)
  const [only, ...others] = categories
  if (only !== undefined && others.length === 0) {
    if (isCatalogue(only)) return only
    const [own] = streamNamedBy(only, data)
    if (own !== undefined) return own
  }
  const before = [...new Set(clues.known)].filter((stream) => categories.some((one) => one === categoryOf(stream)))
  const possible = before.length > 0 ? before : fromCommand(categories, clues)
  const [found] = possible
  return found !== undefined && possible.length === 1 ? found : ask(type, possible)
}
