import { type EventCatalogue, type EventStore, failureError } from '@clientele/domain'
import type { HostProjections, Projections } from '@clientele/projections'
import { yieldToEventLoop } from '#platform'
import type { Logger } from '../../logger.js'
import { catchUpHost } from '../host-projections.js'
import { knownEvents } from '../subscriptions/known-events.js'

/** What snapshots are created from. */
export type SnapshotSource = {
  readonly live: Projections
  readonly store: EventStore
  readonly catalogue: EventCatalogue
}

/**
 * Builds views from the newest snapshot, which `open` loads, and the log. Unlike the live views, they contain no texts
 * of persons who were erased after the live views had read them.
 */
export const rebuildFromLog = async (
  { live, store, catalogue }: SnapshotSource,
  open: (host: HostProjections) => Promise<Projections>,
  logger: Logger,
): Promise<Projections> => {
  const host = live.host.createEmpty()
  const fresh = await open(host)
  await catchUpHost(store, host, fresh.mark, logger, catalogue)
  const known = knownEvents(logger, catalogue)
  for await (const batch of store.readAll({ after: fresh.mark })) {
    const { events, all, failure } = known(batch)
    if (failure !== null) throw failureError(failure)
    fresh.applyAll(events)
    fresh.host.applyAll(all)
    await yieldToEventLoop()
  }
  return fresh
}
