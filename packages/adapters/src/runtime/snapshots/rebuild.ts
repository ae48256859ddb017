import type { Cancelled, EventCatalogue, EventStore, StoreFailure } from '@clientele/domain'
import { createProjections, type Difference, differences, type Projections, replace } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { packing, yieldToEventLoop } from '#platform'
import type { Logger } from '../../logger.js'
import { malformedOptions, type OptionKinds } from '../../options.js'
import type { Follower } from '../follower.js'
import { storeFailure } from '../store-failure.js'
import { type Decoded, knownEvents } from '../subscriptions/known-events.js'

export type RebuildOptions = {
  /** Hears how many events were applied so far. */
  readonly onProgress?: (events: number) => void
  readonly signal?: AbortSignal
  /** Whether views that differ are replaced by the rebuilt ones; by default they are only reported. */
  readonly swap?: boolean
}

const known: OptionKinds<RebuildOptions> = { onProgress: 'function', signal: 'signal', swap: 'flag' }

/** What a rebuild found; `differences` are the first hundred. */
export type Rebuilt = {
  readonly events: number
  readonly equal: boolean
  readonly differences: readonly Difference[]
  readonly swapped: boolean
}

/** What is rebuilt, and from what. */
export type Site = {
  readonly store: EventStore
  readonly follower: Follower
  readonly live: Projections
  readonly logger: Logger
  readonly catalogue: EventCatalogue
}

const mostDifferences = 100
const perBreath = 5_000

const cancelled: Either<Cancelled, never> = left({ error: 'Cancelled' })

type Fresh = { readonly projections: Projections; events: number }

const apply = (fresh: Fresh, { events, all }: Decoded, { onProgress }: RebuildOptions): void => {
  fresh.projections.applyAll(events)
  fresh.projections.host.applyAll(all)
  fresh.events += events.length
  onProgress?.(fresh.events)
}

const isEven = ({ projections }: Fresh, { live }: Site): boolean =>
  projections.register.position === live.register.position

/** Reads on to where the live views stand, or to the end. */
const readOn = async (
  fresh: Fresh,
  site: Site,
  options: RebuildOptions,
): Promise<Either<StoreFailure | Cancelled, void>> => {
  const known = knownEvents(site.logger, site.catalogue)
  for await (const batch of site.store.readAll({ after: fresh.projections.register.position })) {
    if (options.signal?.aborted === true) return cancelled
    const decoded = known(batch)
    if (decoded.failure !== null) return left(decoded.failure)
    apply(fresh, decoded, options)
    if (isEven(fresh, site)) break
  }
  return right(undefined)
}

type Answer<A> = Either<StoreFailure | Cancelled, A>

/** Does something at a moment when both stand at the same event. */
const whenEven = async <A>(fresh: Fresh, site: Site, options: RebuildOptions, act: () => A): Promise<Answer<A>> => {
  for (;;) {
    const read = await readOn(fresh, site, options)
    if (isLeft(read)) return read
    if (isEven(fresh, site)) return right(act())
    const followed = await site.follower.catchUp()
    if (isLeft(followed)) return followed
    if (isEven(fresh, site)) return right(act())
  }
}

const collected = async (
  compared: Iterable<Difference | null>,
  { signal }: RebuildOptions,
): Promise<readonly Difference[] | null> => {
  const found: Difference[] = []
  let steps = 0
  for (const difference of compared) {
    if (difference !== null) found.push(difference)
    if (found.length === mostDifferences) return found
    steps += 1
    if (steps % perBreath === 0) await yieldToEventLoop()
    if (signal?.aborted === true) return null
  }
  return found
}

const rebuilt = async (site: Site, options: RebuildOptions): Promise<Answer<Rebuilt>> => {
  const stopped = site.follower.stoppedBy()
  if (stopped !== null) return left(stopped)
  const host = site.live.host.createEmpty()
  const fresh: Fresh = { projections: createProjections(undefined, undefined, host, packing), events: 0 }
  const compared = await whenEven(fresh, site, options, () => differences(site.live, fresh.projections))
  if (isLeft(compared)) return compared
  const { events } = fresh
  const found = await collected(compared.right, options)
  if (found === null) return cancelled
  const report = { events, equal: found.length === 0, differences: found, swapped: false }
  if (report.equal || options.swap !== true) return right(report)
  const swapped = await whenEven(fresh, site, options, () => replace(site.live, fresh.projections))
  return isLeft(swapped) ? swapped : right({ ...report, swapped: true })
}

/** Builds views from the first event on beside the live ones, which go on meanwhile, and compares them. */
export const rebuild = async (
  site: Site,
  options: RebuildOptions = {},
): Promise<Either<StoreFailure | Cancelled, Rebuilt>> => {
  const malformed = malformedOptions<RebuildOptions>('rebuild', options, known)
  if (malformed !== null) return left(malformed)
  try {
    return await rebuilt(site, options)
  } catch (error) {
    return left(storeFailure(error))
  }
}
