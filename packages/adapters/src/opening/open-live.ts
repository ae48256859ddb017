import type { EventCatalogue, EventStore } from '@clientele/domain'
import type { Projections } from '@clientele/projections'
import type { OptionsOfHost } from '../clientele.js'
import { safeOnHostError } from '../host/host-errors.js'
import type { Logger } from '../logger.js'
import { catchUpHost, openHostProjections } from '../runtime/host-projections.js'
import { openProjections } from '../runtime/snapshots/scheduler.js'

/** Loads the views and the host's projections from the newest snapshot. */
export const openLive = async (
  store: EventStore,
  options: OptionsOfHost,
  logger: Logger,
  catalogue: EventCatalogue,
): Promise<Projections> => {
  const host = openHostProjections(options.projections, logger, safeOnHostError(options.onHostError))
  const live = await openProjections(store, { ...options, host }, logger)
  await catchUpHost(store, host, live.mark, logger, catalogue)
  return live
}
