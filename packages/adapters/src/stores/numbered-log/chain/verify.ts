import type { Cancelled, ChainFault, ChainHead, StoreUnreadable, Verification, VerifyOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { numberOf } from '../../../log/position.js'
import { classify, faultAt } from './classify.js'
import { compare } from './compare.js'
import { type ChainEnd, type Link, noLinks } from './link.js'
import type { ChainSource } from './source.js'

const linksAtOnce = 1_000
const eventsAtOnce = 2_000
const beforeAll = -Number.MAX_SAFE_INTEGER

/** A walk along a chain: the end of what was compared, and the links that were read ahead. */
type Walk = { end: ChainEnd; events: number; links: readonly Link[] }

/** The head of what was compared; `null` before the first link. */
const headOf = ({ end: { position, hash } }: Walk): ChainHead | null =>
  hash === '' ? null : { position: String(position), hash }

// Read again after the events: what was appended in between came with its link.
const unsealedFault = async (source: ChainSource, { end }: Walk): Promise<ChainFault | null> => {
  const [event] = await source.events(end.position, 1)
  if (event === undefined || (await source.links(end.position, 1)).length > 0) return null
  if (end.hash !== '') return faultAt('inserted', event.position, event)
  return event.position === 1 ? faultAt('unsealed', 1, event) : faultAt('removed', 1, undefined)
}

const isAtEnd = async (source: ChainSource, walk: Walk): Promise<boolean> => {
  const { position } = walk.end
  if (walk.links.length === 0) walk.links = await source.links(position, linksAtOnce)
  return walk.links.length === 0 && (await source.events(position, 1)).length === 0
}

const takeLinks = (walk: Walk): readonly Link[] => {
  let count = 0
  let events = 0
  while (count < walk.links.length && events < eventsAtOnce) {
    const link = walk.links[count]
    events += link === undefined ? 0 : link.last - link.first + 1
    count += 1
  }
  const taken = walk.links.slice(0, count)
  walk.links = walk.links.slice(count)
  return taken
}

const step = async (source: ChainSource, walk: Walk): Promise<ChainFault | null> => {
  const links = takeLinks(walk)
  if (links.length === 0) return unsealedFault(source, walk)
  const before = walk.end
  const count = links.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0)
  const end = compare(before, links, await source.events(before.position, count))
  if ('link' in end) return classify(source, end)
  walk.end = end
  walk.events += end.position - before.position
  return null
}

const inFront = async (source: ChainSource): Promise<ChainFault | null> => {
  const [event] = await source.events(beforeAll, 1)
  return event === undefined || event.position >= 1 ? null : faultAt('inserted', event.position, event)
}

type Answer<A> = Either<Cancelled | StoreUnreadable, A>

const walkOn = async (source: ChainSource, walk: Walk, options: VerifyOptions): Promise<Answer<ChainFault | null>> => {
  while (!(await isAtEnd(source, walk))) {
    if (options.signal?.aborted === true) return left({ error: 'Cancelled' })
    const fault = await step(source, walk)
    if (fault !== null) return right(fault)
    options.onProgress?.(walk.events, headOf(walk))
    await yieldToEventLoop()
  }
  return right(null)
}

/** Whether a chain holds a head, and what is wrong where it does not. */
const faultOfHead = async (source: ChainSource, { position, hash }: ChainHead): Promise<Answer<ChainFault | null>> => {
  const number = numberOf(position)
  if (isLeft(number)) return number
  const link = await source.linkAt(number.right)
  if (link?.last === number.right && link.hash === hash) return right(null)
  const sealed = link?.last ?? 0
  if (sealed < number.right) return right(faultAt('cut', sealed + 1, undefined))
  return right(faultAt('diverged', number.right, (await source.events(number.right - 1, 1))[0]))
}

const ownChecks = async (source: ChainSource): Promise<ChainFault | null> => {
  const misfiled = await source.misfiledEvent()
  if (misfiled !== null) return faultAt('altered', misfiled.position, misfiled)
  return (await source.isWhole()) ? null : { problem: 'damaged', position: null, stream: null, revision: null }
}

const begin = (from: ChainHead | null): Walk => {
  const end = from === null ? noLinks : { position: Number(from.position), hash: from.hash }
  return { end, events: 0, links: [] }
}

const firstFault = async (
  source: ChainSource,
  walk: Walk,
  options: VerifyOptions,
): Promise<Answer<ChainFault | null>> => {
  const { against = null } = options
  const found = await walkOn(source, walk, options)
  if (isLeft(found) || found.right !== null) return found
  const kept: Answer<ChainFault | null> = against === null ? right(null) : await faultOfHead(source, against)
  if (isLeft(kept) || kept.right !== null) return kept
  return right(await ownChecks(source))
}

/** Compares a log with its chain, and names the first event that is not as it was appended. */
export const verifyChain = async (source: ChainSource, options: VerifyOptions): Promise<Answer<Verification>> => {
  const { from = null } = options
  const start: Answer<ChainFault | null> =
    from === null ? right(await inFront(source)) : await faultOfHead(source, from)
  if (isLeft(start)) return start
  if (start.right !== null) return right({ ok: false, head: null, events: 0, first: start.right })
  const walk = begin(from)
  const fault = await firstFault(source, walk, options)
  if (isLeft(fault)) return fault
  const found = { head: headOf(walk), events: walk.events }
  return right(fault.right === null ? { ok: true, ...found } : { ok: false, ...found, first: fault.right })
}
