import type { Cancelled, StoreUnreadable, Verification, VerifyOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { type ChainEnd, type ComparableEvent, endOf, linkAfter, noLinks, timedLineOf } from './link.js'
import type { SealableSource } from './source.js'
import { verifyChain } from './verify.js'

const eventsPerLink = 1_000

const sealableProblems: ReadonlySet<string | undefined> = new Set(['unsealed', 'inserted'])

// Only events right after the end of the chain can be sealed; any other fault is a change of the past.
const isSealable = async (source: SealableSource, { head, first }: Verification): Promise<boolean> => {
  const verified = Number(head?.position ?? 0)
  if (!sealableProblems.has(first?.problem) || Number(first?.position) !== verified + 1) return false
  return ((await source.linkAt(Number(first?.position)))?.last ?? 0) === verified
}

const endIn = ({ head }: Verification): ChainEnd =>
  head === null ? noLinks : { position: Number(head.position), hash: head.hash }

const untilGap = (events: readonly ComparableEvent[], { position }: ChainEnd): readonly ComparableEvent[] => {
  const gap = events.findIndex((event, index) => event.position !== position + 1 + index)
  return gap === -1 ? events : events.slice(0, gap)
}

/** Seals page by page, until there are no more events or a gap, or another process has extended the chain. */
const sealEvents = async (source: SealableSource, start: ChainEnd, { signal }: VerifyOptions): Promise<void> => {
  let end = start
  while (signal?.aborted !== true) {
    const events = untilGap(await source.events(end.position, eventsPerLink), end)
    if (events.length === 0) return
    const link = linkAfter(end, events.map(timedLineOf))
    if (!(await source.add(link, end))) return
    end = endOf(link)
    await yieldToEventLoop()
  }
}

/** Verifies the chain and seals the events after its end; returns the verification made afterwards. */
export const sealChain = async (
  source: SealableSource,
  options: VerifyOptions,
): Promise<Either<Cancelled | StoreUnreadable, Verification>> => {
  let from = options.from ?? null
  let events = 0
  for (;;) {
    const found = await verifyChain(source, { ...options, from })
    if (isLeft(found)) return found
    events += found.right.events
    if (!(await isSealable(source, found.right))) return right({ ...found.right, events })
    await sealEvents(source, endIn(found.right), options)
    if (options.signal?.aborted === true) return left({ error: 'Cancelled' })
    from = found.right.head ?? from
  }
}
