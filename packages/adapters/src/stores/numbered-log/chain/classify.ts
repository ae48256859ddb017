import type { ChainFault, ChainProblem } from '@clientele/domain'
import type { Mismatch } from './compare.js'
import { digestIn, type Link, type Stored } from './link.js'
import type { ChainSource } from './source.js'

// Which kind of change it is shows by what stands near; what was moved farther is told as altered or removed.
const [eventsAhead, linksAhead] = [10_000, 1_000]

/** A sealed event: its digest, and what the chain says of its place. */
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

/** What is there from the place of a mismatch on, and what should be. */
type Scene = { readonly events: readonly Stored[]; readonly sealed: readonly Sealed[] }

const kindOfPlace = (event: Stored, expected: Sealed): ChainProblem =>
  event.revision !== expected.revision && event.stream === expected.stream ? 'reordered' : 'altered'

const isOf = (event: Stored, { link, digest }: Sealed): boolean => digestIn(link, event) === digest

const isAmong = (events: readonly Stored[], one: Sealed): boolean => events.some((event) => isOf(event, one))

const problemIn = ({ events, sealed: [expected, ...later] }: Scene, position: number): ChainProblem => {
  const [event, ...laterEvents] = events
  if (expected === undefined) return 'chainAltered'
  if (event === undefined) return 'cut'
  const isLater = isAmong(laterEvents, expected)
  if (event.position > position) return isLater || isOf(event, expected) ? 'reordered' : 'removed'
  if (isOf(event, expected)) return kindOfPlace(event, expected)
  if (later.some((one) => isOf(event, one))) return isLater ? 'reordered' : 'removed'
  return isLater ? 'inserted' : 'altered'
}

const faultIn = (scene: Scene, position: number): ChainFault => {
  const problem = problemIn(scene, position)
  const [event, sealed] = [scene.events[0], scene.sealed[0]]
  return faultAt(problem, position, problem === 'inserted' ? event : (sealed ?? event))
}

/** A fault at a position; `event` is what stands there or should. */
export const faultAt = (
  problem: ChainProblem,
  position: number,
  event: Pick<Stored, 'stream' | 'revision'> | undefined,
): ChainFault => ({
  problem,
  position: String(position),
  stream: event?.stream ?? null,
  revision: event?.revision ?? null,
})

/** Makes a fault of a mismatch by looking at what stands around it. */
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
