import type { Cancelled, ChainFault, ChainHead, StoreUnreadable, Verification, VerifyOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { numberOf } from '../../../log/position.js'
import { classify, faultAt } from './classify.js'
import { compare } from './compare.js'
import { type ChainEnd, type ComparableEvent, type Link, noLinks } from './link.js'
import type { ChainSource } from './source.js'

const linksPerRead = 100
const eventsPerPage = 2_000
const maxEventsPerRead = 1_000_000
const beforeFirstPosition = -Number.MAX_SAFE_INTEGER

/**
 * The progress of a verification: the end of the compared part, the last position whose link was taken, links read
 * ahead, and the first event that is filed under another category than its stream's.
 */
type Walk = {
  end: ChainEnd
  events: number
  takenUpTo: number
  links: readonly Link[]
  readonly misfiled: ComparableEvent | null
}

/** The head of the compared part; `null` before the first link. */
const headOf = ({ end: { position, hash } }: Walk): ChainHead | null =>
  hash === '' ? null : { position: String(position), hash }

// Reads the links again after the events: an append in between has added a link.
const checkEnd = async (source: ChainSource, { end }: Walk): Promise<ChainFault | 'end' | 'more'> => {
  const [event] = await source.events(end.position, 1)
  if (event === undefined) return 'end'
  if ((await source.links(end.position, 1)).length > 0) return 'more'
  if (end.hash !== '') return faultAt('inserted', event.position, event)
  return event.position === 1 ? faultAt('unsealed', 1, event) : faultAt('removed', 1, undefined)
}

const sizeOf = ({ first, last }: Link): number => Math.max(0, last - first + 1)

const takeLinks = (walk: Walk): readonly Link[] => {
  let count = 0
  for (let events = 0; count < walk.links.length && events < eventsPerPage; count += 1) {
    const link = walk.links[count]
    events += link === undefined ? 0 : sizeOf(link)
  }
  const taken = walk.links.slice(0, count)
  walk.links = walk.links.slice(count)
  return taken
}

/** Some links, and the events that they seal. */
type Page = { readonly links: readonly Link[]; readonly events: readonly ComparableEvent[] }

const nextPage = async (source: ChainSource, walk: Walk): Promise<Page> => {
  if (walk.links.length === 0) walk.links = await source.links(walk.takenUpTo, linksPerRead)
  const [after, links] = [walk.takenUpTo, takeLinks(walk)]
  walk.takenUpTo = links.at(-1)?.last ?? after
  const count = links.reduce((sum, link) => sum + sizeOf(link), 0)
  return { links, events: count === 0 ? [] : await source.events(after, Math.min(count, maxEventsPerRead)) }
}

const comparePage = async (source: ChainSource, walk: Walk, { links, events }: Page): Promise<ChainFault | null> => {
  const before = walk.end
  const compared = compare(before, links, events, walk.misfiled?.position ?? null)
  const isMismatch = 'link' in compared
  walk.end = isMismatch ? compared.end : compared
  walk.events += walk.end.position - before.position
  return isMismatch ? classify(source, compared) : null
}

const checkStart = async (source: ChainSource): Promise<ChainFault | null> => {
  const [event] = await source.events(beforeFirstPosition, 1)
  return event === undefined || event.position >= 1 ? null : faultAt('inserted', event.position, event)
}

type Answer<A> = Either<Cancelled | StoreUnreadable, A>

/** Compares page by page; reads the next page while one is compared. */
const compareAll = async (
  source: ChainSource,
  walk: Walk,
  options: VerifyOptions,
): Promise<Answer<ChainFault | null>> => {
  for (let next = nextPage(source, walk); ; ) {
    const page = await next
    if (options.signal?.aborted === true) return left({ error: 'Cancelled' })
    next = nextPage(source, walk)
    // Prevents an unhandled rejection if the loop ends before it awaits this page.
    next.catch(() => {})
    const fault = page.links.length === 0 ? await checkEnd(source, walk) : await comparePage(source, walk, page)
    if (fault === 'end') return right(null)
    if (fault !== null && fault !== 'more') return right(fault)
    options.onProgress?.(walk.events, headOf(walk))
    await yieldToEventLoop()
  }
}

/** Checks that the chain contains a head; returns the fault, or `null`. */
const faultOfHead = async (source: ChainSource, { position, hash }: ChainHead): Promise<Answer<ChainFault | null>> => {
  const number = numberOf(position)
  if (isLeft(number)) return number
  const link = await source.linkAt(number.right)
  if (link?.last === number.right && link.hash === hash) return right(null)
  const sealed = link?.last ?? 0
  if (sealed < number.right) return right(faultAt('cut', sealed + 1, undefined))
  return right(faultAt('diverged', number.right, (await source.events(number.right - 1, 1))[0]))
}

const runStoreChecks = async (source: ChainSource, { misfiled }: Walk): Promise<ChainFault | null> => {
  if (misfiled !== null) return faultAt('altered', misfiled.position, misfiled)
  return (await source.isWhole()) ? null : { problem: 'damaged', position: null, stream: null, revision: null }
}

// From the beginning, links before the first position are read too: nothing writes any.
const startWalk = async (source: ChainSource, from: ChainHead | null): Promise<Walk> => {
  const end = from === null ? noLinks : { position: Number(from.position), hash: from.hash }
  const takenUpTo = from === null ? beforeFirstPosition : end.position
  return { end, events: 0, takenUpTo, links: [], misfiled: await source.misfiledEvent() }
}

const firstFault = async (
  source: ChainSource,
  walk: Walk,
  options: VerifyOptions,
): Promise<Answer<ChainFault | null>> => {
  const { against = null } = options
  const found = await compareAll(source, walk, options)
  if (isLeft(found) || found.right !== null) return found
  const atHead: Answer<ChainFault | null> = against === null ? right(null) : await faultOfHead(source, against)
  if (isLeft(atHead) || atHead.right !== null) return atHead
  return right(await runStoreChecks(source, walk))
}

/** Compares a log with its chain, and reports the first event that differs from what was appended. */
export const verifyChain = async (source: ChainSource, options: VerifyOptions): Promise<Answer<Verification>> => {
  const { from = null } = options
  const start: Answer<ChainFault | null> =
    from === null ? right(await checkStart(source)) : await faultOfHead(source, from)
  if (isLeft(start)) return start
  if (start.right !== null) return right({ ok: false, head: null, events: 0, first: start.right })
  const walk = await startWalk(source, from)
  const fault = await firstFault(source, walk, options)
  if (isLeft(fault)) return fault
  const found = { head: headOf(walk), events: walk.events }
  return right(fault.right === null ? { ok: true, ...found } : { ok: false, ...found, first: fault.right })
}
