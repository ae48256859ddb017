import type { Cancelled, StoreUnreadable, Verification, VerifyOptions } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { type ChainEnd, type ComparableEvent, endOf, linkAfter, noLinks, timedLineOf } from './link.js'
import type { SealableSource } from './source.js'
import { verifyChain } from './verify.js'

const eventsPerLink = 1_000

const sealableProblems: ReadonlySet<string | undefined> = new Set(['unsealed', 'inserted'])

// Only events right after the last sealed one can be sealed; any other fault is a change of the past.
const isSealable = ({ head, first }: Verification): boolean =>
  sealableProblems.has(first?.problem) && Number(first?.position) === Number(head?.position ?? 0) + 1

const endIn = ({ head }: Verification): ChainEnd =>
  head === null ? noLinks : { position: Number(head.position), hash: head.hash }

const isWithoutGap = (events: readonly ComparableEvent[], { position }: ChainEnd): boolean =>
  events.length > 0 && events.every((event, index) => event.position === position + 1 + index)

/** Seals page by page, until there are no more events or another process has extended the chain. */
const sealEvents = async (source: SealableSource, start: ChainEnd, { signal }: VerifyOptions): Promise<void> => {
  let end = start
  while (signal?.aborted !== true) {
    const events = await source.events(end.position, eventsPerLink)
    if (!isWithoutGap(events, end)) return
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
    if (!isSealable(found.right)) return right({ ...found.right, events })
    await sealEvents(source, endIn(found.right), options)
    if (options.signal?.aborted === true) return left({ error: 'Cancelled' })
    from = found.right.head ?? from
  }
}
