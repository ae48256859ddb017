import assert from 'node:assert/strict'
import { categoryOf, type HostStreams, type Message, type StreamName } from '@clientele/domain'
import { type Category, categoriesOf } from '../model/index.js'
import { isIdentified, streamNamedBy } from './subject.js'
import { refuseUnknownEvent } from './unknown-event.js'

/** What the stream of an event is derived from if the event does not name it. */
export type Clues = {
  /** The streams of the events before it. */
  readonly known: readonly StreamName[]
  readonly command: unknown
  readonly by: string
  /** The streams of a host. */
  readonly hostStreams: readonly HostStreams[]
}

const knownCategoriesOf = (type: string, hostStreams: readonly HostStreams[]): readonly Category[] => {
  const categories = categoriesOf(type)
  const stream = hostStreams.find(({ events }) => Object.hasOwn(events, type))
  if (stream !== undefined)
    assert.fail(`${type}: name the stream of an event of your own: on('${stream.category}-id', ${type}({ … }))`)
  return categories.length > 0 ? categories : refuseUnknownEvent(type)
}

const isCatalogue = (category: Category): boolean => !isIdentified(category) && category !== 'listPreferences'

const dataOfCommand = (command: unknown): unknown =>
  typeof command === 'object' && command !== null && 'data' in command ? command.data : null

const fromCommand = (categories: readonly Category[], { command, by }: Clues): readonly StreamName[] =>
  categories.flatMap((category) =>
    category === 'listPreferences' ? [`${category}-${by}`] : streamNamedBy(category, dataOfCommand(command)),
  )

const failAmbiguous = (type: string, streams: readonly StreamName[]): never => {
  const why = streams.length === 0 ? 'nothing names its stream' : `it may stand in ${streams.join(' or ')}`
  return assert.fail(`${type}: ${why}. Name it: on('${streams[0] ?? 'category-id'}', ${type}({ … }))`)
}

/**
 * Finds the stream of an event: the catalogue it belongs to, the id in its own data, the only stream of its kind before
 * it, or the one that the command names. Throws an `AssertionError` if none or several are possible, and for an event of a
 * host, whose stream cannot be derived.
 */
export const streamOfEvent = ({ type, data }: Message, clues: Clues): StreamName => {
  const categories = knownCategoriesOf(type, clues.hostStreams)
  const [only, ...others] = categories
  if (only !== undefined && others.length === 0) {
    if (isCatalogue(only)) return only
    const [own] = streamNamedBy(only, data)
    if (own !== undefined) return own
  }
  const before = [...new Set(clues.known)].filter((stream) => categories.some((one) => one === categoryOf(stream)))
  const possible = before.length > 0 ? before : fromCommand(categories, clues)
  const [found] = possible
  return found !== undefined && possible.length === 1 ? found : failAmbiguous(type, possible)
}
