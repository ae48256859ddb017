import type { Cancelled, EventCatalogue, EventStore, StoreFailure } from '@clientele/domain'
import { createProjections, type Difference, differences, type Projections, replace } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { packing, yieldToEventLoop } from '#platform'
import { ignoringErrors } from '../../host/ignoring-errors.js'
import type { Logger } from '../../logger.js'
import { malformedOptions, type OptionKinds } from '../../options.js'
import type { Follower } from '../follower.js'
import { storeFailure } from '../store-failure.js'
import { type Decoded, knownEvents } from '../subscriptions/known-events.js'

export type RebuildOptions = {
  /** Called with the number of events applied so far. Errors that it throws are ignored. */
  readonly onProgress?: ((events: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** Whether to replace differing views by the rebuilt ones; by default differences are only reported. */
  readonly swap?: boolean | undefined
}

const optionKinds: OptionKinds<RebuildOptions> = { onProgress: 'function', signal: 'signal', swap: 'flag' }

/** The result of a rebuild; `differences` are the first hundred. */
export type Rebuilt = {
  readonly events: number
  readonly equal: boolean
  readonly differences: readonly Difference[]
  readonly swapped: boolean
}

/** The views to rebuild, and the log to rebuild them from. */
export type RebuildContext = {
  readonly store: EventStore
  readonly follower: Follower
  readonly live: Projections
  readonly logger: Logger
  readonly catalogue: EventCatalogue
}

const maxDifferences = 100
const stepsPerYield = 5_000

const cancelled: Either<Cancelled, never> = left({ error: 'Cancelled' })

type FreshViews = { readonly projections: Projections; events: number }

const apply = (fresh: FreshViews, { events, all }: Decoded, { onProgress }: RebuildOptions): void => {
  fresh.projections.applyAll(events)
  fresh.projections.host.applyAll(all)
  fresh.events += events.length
  ignoringErrors(onProgress)(fresh.events)
}

const isSamePosition = ({ projections }: FreshViews, { live }: RebuildContext): boolean =>
  projections.register.position === live.register.position

/** Reads the log up to the position of the live views, or to its end. */
const readToLive = async (
  fresh: FreshViews,
  site: RebuildContext,
  options: RebuildOptions,
): Promise<Either<StoreFailure | Cancelled, void>> => {
  const known = knownEvents(site.logger, site.catalogue)
  for await (const batch of site.store.readAll({ after: fresh.projections.register.position })) {
    if (options.signal?.aborted === true) return cancelled
    const decoded = known(batch)
    if (decoded.failure !== null) return left(decoded.failure)
    apply(fresh, decoded, options)
    if (isSamePosition(fresh, site)) break
  }
  return right(undefined)
}

type Answer<A> = Either<StoreFailure | Cancelled, A>

/** Runs an action at a moment when both views are at the same event. */
const atSamePosition = async <A>(
  fresh: FreshViews,
  site: RebuildContext,
  options: RebuildOptions,
  act: () => A,
): Promise<Answer<A>> => {
  for (;;) {
    const read = await readToLive(fresh, site, options)
    if (isLeft(read)) return read
    if (isSamePosition(fresh, site)) return right(act())
    const followed = await site.follower.catchUp()
    if (isLeft(followed)) return followed
    if (isSamePosition(fresh, site)) return right(act())
  }
}

const collectDifferences = async (
  compared: Iterable<Difference | null>,
  { signal }: RebuildOptions,
): Promise<readonly Difference[] | null> => {
  const found: Difference[] = []
  let steps = 0
  for (const difference of compared) {
    if (difference !== null) found.push(difference)
    if (found.length === maxDifferences) return found
    steps += 1
    if (steps % stepsPerYield === 0) await yieldToEventLoop()
    if (signal?.aborted === true) return null
  }
  return found
}

const rebuildAndCompare = async (site: RebuildContext, options: RebuildOptions): Promise<Answer<Rebuilt>> => {
  const stopped = site.follower.stoppedBy()
  if (stopped !== null) return left(stopped)
  const host = site.live.host.createEmpty()
  const fresh: FreshViews = { projections: createProjections(undefined, undefined, host, packing), events: 0 }
  const compared = await atSamePosition(fresh, site, options, () => differences(site.live, fresh.projections))
  if (isLeft(compared)) return compared
  const { events } = fresh
  const found = await collectDifferences(compared.right, options)
  if (found === null) return cancelled
  const report = { events, equal: found.length === 0, differences: found, swapped: false }
  if (report.equal || options.swap !== true) return right(report)
  const swapped = await atSamePosition(fresh, site, options, () => replace(site.live, fresh.projections))
  return isLeft(swapped) ? swapped : right({ ...report, swapped: true })
}

/** Builds views from the first event on, while the live ones keep following the log, and compares the two. */
export const rebuild = async (
  site: RebuildContext,
  options: RebuildOptions = {},
): Promise<Either<StoreFailure | Cancelled, Rebuilt>> => {
  const malformed = malformedOptions<RebuildOptions>('rebuild', options, optionKinds)
  if (malformed !== null) return left(malformed)
  try {
    return await rebuildAndCompare(site, options)
  } catch (error) {
    return left(storeFailure(error))
  }
}
