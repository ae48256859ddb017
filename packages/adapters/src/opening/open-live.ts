import type { EventCatalogue, EventStore } from '@clientele/domain'
import type { Projections } from '@clientele/projections'
import type { OptionsOfHost } from '../clientele.js'
import { tellingHost } from '../host/host-errors.js'
import type { Logger } from '../logger.js'
import { catchUpHost, openHostProjections } from '../runtime/host-projections.js'
import { openProjections } from '../runtime/snapshots/scheduler.js'

/** The views and the projections of the host, as far as the newest snapshot has them. */
export const openLive = async (
  store: EventStore,
  options: OptionsOfHost,
  logger: Logger,
  catalogue: EventCatalogue,
): Promise<Projections> => {
  const host = openHostProjections(options.projections, logger, tellingHost(options.onHostError))
  const live = await openProjections(store, { ...options, host }, logger)
  await catchUpHost(store, host, live.mark, logger, catalogue)
  return live
}
