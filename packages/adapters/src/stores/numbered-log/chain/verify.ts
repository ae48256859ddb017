import type {
  Cancelled,
  ChainFault,
  ChainHead,
  GivenHead,
  StoreUnreadable,
  Verification,
  VerifyOptions,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { numberOf } from '../../../log/position.js'
import type { Row } from '../recorded.js'
import { classify } from './classify.js'
import { type Compared, compare } from './compare.js'
import { type Link, noLinks } from './link.js'
import type { ChainSource } from './source.js'

const linksAtOnce = 1_000
const eventsAtOnce = 2_000
const beforeAll = -Number.MAX_SAFE_INTEGER

/** A walk along a chain: what was compared, and the links that were read ahead. */
type Walk = { compared: Compared; events: number; links: readonly Link[] }

/** The head of what was compared; `null` before the first link. */
const headOf = ({ end, eventId }: Compared): ChainHead | null =>
  end.hash === '' ? null : { position: String(end.position), eventId, hash: end.hash }

const faultAt = (problem: ChainFault['problem'], position: number, row: Row | undefined): ChainFault => ({
  problem,
  position: String(position),
  stream: row?.stream ?? null,
  revision: row?.revision ?? null,
})

// Read again after the rows: what was appended in between came with its link.
const unsealedFault = async (source: ChainSource, { compared: { end } }: Walk): Promise<ChainFault | null> => {
  const [row] = await source.rows(end.position, 1)
  if (row === undefined || (await source.links(end.position, 1)).length > 0) return null
  if (end.hash !== '') return faultAt('inserted', row.position, row)
  return row.position === 1 ? faultAt('unsealed', 1, row) : faultAt('removed', 1, undefined)
}

const isAtEnd = async (source: ChainSource, walk: Walk): Promise<boolean> => {
  const { position } = walk.compared.end
  if (walk.links.length === 0) walk.links = await source.links(position, linksAtOnce)
  return walk.links.length === 0 && (await source.rows(position, 1)).length === 0
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
  const before = walk.compared
  const count = links.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0)
  const compared = compare(before, links, await source.rows(before.end.position, count))
  if (!('end' in compared)) return classify(source, compared)
  walk.compared = compared
  walk.events += compared.end.position - before.end.position
  return null
}

const inFront = async (source: ChainSource): Promise<ChainFault | null> => {
  const [row] = await source.rows(beforeAll, 1)
  return row === undefined || row.position >= 1 ? null : faultAt('inserted', row.position, row)
}

type Answer<A> = Either<Cancelled | StoreUnreadable, A>

const walkOn = async (source: ChainSource, walk: Walk, options: VerifyOptions): Promise<Answer<ChainFault | null>> => {
  while (!(await isAtEnd(source, walk))) {
    if (options.signal?.aborted === true) return left({ error: 'Cancelled' })
    const fault = await step(source, walk)
    if (fault !== null) return right(fault)
    options.onProgress?.(walk.events, headOf(walk.compared))
    await yieldToEventLoop()
  }
  return right(null)
}

/** Whether a chain holds a head, and what is wrong where it does not. */
const faultOfHead = async (source: ChainSource, { position, hash }: GivenHead): Promise<Answer<ChainFault | null>> => {
  const number = numberOf(position)
  if (isLeft(number)) return number
  const link = await source.linkAt(number.right)
  if (link?.last === number.right && link.hash === hash) return right(null)
  const sealed = link?.last ?? 0
  if (sealed < number.right) return right(faultAt('cut', sealed + 1, undefined))
  return right(faultAt('diverged', number.right, (await source.rows(number.right - 1, 1))[0]))
}

const ownChecks = async (source: ChainSource): Promise<ChainFault | null> => {
  const misfiled = await source.misfiledEvent()
  if (misfiled !== null) return faultAt('altered', misfiled.position, misfiled)
  return (await source.isWhole()) ? null : { problem: 'damaged', position: null, stream: null, revision: null }
}

const begin = async (source: ChainSource, from: GivenHead | null): Promise<Walk> => {
  if (from === null) return { compared: { end: noLinks, eventId: '' }, events: 0, links: [] }
  const end = { position: Number(from.position), hash: from.hash }
  const [row] = await source.rows(end.position - 1, 1)
  return { compared: { end, eventId: row?.id ?? '' }, events: 0, links: [] }
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
  const walk = await begin(source, from)
  const fault = await firstFault(source, walk, options)
  if (isLeft(fault)) return fault
  const found = { head: headOf(walk.compared), events: walk.events }
  return right(fault.right === null ? { ok: true, ...found } : { ok: false, ...found, first: fault.right })
}
