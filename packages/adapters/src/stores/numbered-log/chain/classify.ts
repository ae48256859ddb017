import type { ChainFault, ChainProblem } from '@clientele/domain'
import type { Mismatch } from './compare.js'
import { type ComparableEvent, digestIn, type Link } from './link.js'
import type { ChainSource } from './source.js'

// How far to look for the missing event to name the kind of change; an event that moved farther counts as altered or
// removed.
const [eventsAhead, linksAhead] = [10_000, 1_000]

/** A sealed event: its digest, revision and stream as recorded in the chain. */
type Sealed = { readonly digest: string; readonly revision: number; readonly stream: string; readonly link: Link }

const sealedFrom = (line: string, link: Link): Sealed => {
  const [digest = '', revision = '', ...stream] = line.split(' ')
  return { digest, revision: Number(revision), stream: stream.join(' '), link }
}

const sealedIn = (link: Link, from: number): readonly Sealed[] =>
  link.events
    .split('\n')
    .slice(Math.max(0, from - link.first))
    .map((line) => sealedFrom(line, link))

/** The events from a mismatch on, and the sealed events that should be there. */
type Surroundings = { readonly events: readonly ComparableEvent[]; readonly sealed: readonly Sealed[] }

const problemOfPlace = (event: ComparableEvent, expected: Sealed): ChainProblem =>
  event.revision !== expected.revision && event.stream === expected.stream ? 'reordered' : 'altered'

const isOf = (event: ComparableEvent, { link, digest }: Sealed): boolean => digestIn(link, event) === digest

const isFoundIn = (events: readonly ComparableEvent[], one: Sealed): boolean => events.some((event) => isOf(event, one))

const problemIn = ({ events, sealed: [expected, ...later] }: Surroundings, position: number): ChainProblem => {
  const [event, ...laterEvents] = events
  if (expected === undefined) return 'chainAltered'
  if (event === undefined) return 'cut'
  const isLater = isFoundIn(laterEvents, expected)
  if (event.position > position) return isLater || isOf(event, expected) ? 'reordered' : 'removed'
  if (isOf(event, expected)) return problemOfPlace(event, expected)
  if (later.some((one) => isOf(event, one))) return isLater ? 'reordered' : 'removed'
  return isLater ? 'inserted' : 'altered'
}

const faultIn = (scene: Surroundings, position: number): ChainFault => {
  const problem = problemIn(scene, position)
  const [event, sealed] = [scene.events[0], scene.sealed[0]]
  return faultAt(problem, position, problem === 'inserted' ? event : (sealed ?? event))
}

/** A fault at a position; `event` is the event that is there, or should be. */
export const faultAt = (
  problem: ChainProblem,
  position: number,
  event: Pick<ComparableEvent, 'stream' | 'revision'> | undefined,
): ChainFault => ({
  problem,
  position: String(position),
  stream: event?.stream ?? null,
  revision: event?.revision ?? null,
})

/** Names the kind of change behind a mismatch by comparing the events and links after it. */
export const classify = async (source: ChainSource, { position, link }: Mismatch): Promise<ChainFault> => {
  const events = await source.events(position - 1, eventsAhead)
  if (link === null) return faultAt('chainAltered', position, events[0]?.position === position ? events[0] : undefined)
  const sealed = [...sealedIn(link, position)]
  for (const next of await source.links(link.first, linksAhead)) {
    if (sealed.length > eventsAhead) break
    sealed.push(...sealedIn(next, position))
  }
  return faultIn({ events, sealed }, position)
}
