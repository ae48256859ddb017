import type { Cancelled, ChainFault, ChainHead, StoreUnreadable, Verification, VerifyOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { numberOf } from '../../../log/position.js'
import { classify, faultAt } from './classify.js'
import { compare } from './compare.js'
import { type ChainEnd, type Link, noLinks, type Stored } from './link.js'
import type { ChainSource } from './source.js'

const linksAtOnce = 100
const eventsAtOnce = 2_000
const mostEvents = 1_000_000
const beforeAll = -Number.MAX_SAFE_INTEGER

/** A walk along a chain: the end of what was compared, how far links were taken, and those that were read ahead. */
type Walk = { end: ChainEnd; events: number; taken: number; links: readonly Link[] }

/** The head of what was compared; `null` before the first link. */
const headOf = ({ end: { position, hash } }: Walk): ChainHead | null =>
  hash === '' ? null : { position: String(position), hash }

// Read again after the events: what was appended in between came with its link.
const atEnd = async (source: ChainSource, { end }: Walk): Promise<ChainFault | 'end' | 'more'> => {
  const [event] = await source.events(end.position, 1)
  if (event === undefined) return 'end'
  if ((await source.links(end.position, 1)).length > 0) return 'more'
  if (end.hash !== '') return faultAt('inserted', event.position, event)
  return event.position === 1 ? faultAt('unsealed', 1, event) : faultAt('removed', 1, undefined)
}

const sizeOf = ({ first, last }: Link): number => Math.max(0, last - first + 1)

const takeLinks = (walk: Walk): readonly Link[] => {
  let count = 0
  for (let events = 0; count < walk.links.length && events < eventsAtOnce; count += 1) {
    const link = walk.links[count]
    events += link === undefined ? 0 : sizeOf(link)
  }
  const taken = walk.links.slice(0, count)
  walk.links = walk.links.slice(count)
  return taken
}

/** Some links, and the events they seal. */
type Page = { readonly links: readonly Link[]; readonly events: readonly Stored[] }

const nextPage = async (source: ChainSource, walk: Walk): Promise<Page> => {
  if (walk.links.length === 0) walk.links = await source.links(walk.taken, linksAtOnce)
  const [after, links] = [walk.taken, takeLinks(walk)]
  walk.taken = links.at(-1)?.last ?? after
  const count = links.reduce((sum, link) => sum + sizeOf(link), 0)
  return { links, events: count === 0 ? [] : await source.events(after, Math.min(count, mostEvents)) }
}

const comparePage = async (source: ChainSource, walk: Walk, { links, events }: Page): Promise<ChainFault | null> => {
  const before = walk.end
  const end = compare(before, links, events)
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

/** Compares page after page; while one is compared, the next one is on its way. */
const walkOn = async (source: ChainSource, walk: Walk, options: VerifyOptions): Promise<Answer<ChainFault | null>> => {
  for (let next = nextPage(source, walk); ; ) {
    const page = await next
    if (options.signal?.aborted === true) return left({ error: 'Cancelled' })
    next = nextPage(source, walk)
    // What it rejects with is met when it is waited for, if it still is.
    next.catch(() => {})
    const fault = page.links.length === 0 ? await atEnd(source, walk) : await comparePage(source, walk, page)
    if (fault === 'end') return right(null)
    if (fault !== null && fault !== 'more') return right(fault)
    options.onProgress?.(walk.events, headOf(walk))
    await yieldToEventLoop()
  }
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
  return { end, events: 0, taken: end.position, links: [] }
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
