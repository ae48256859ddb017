import type { EventCatalogue, EventStore } from '@clientele/domain'
import type { Projections } from '@clientele/projections'
import type { OptionsOfHost } from '../clientele.js'
import { tellingHost } from '../host/host-errors.js'
import type { Logger } from '../logger.js'
import { catchUpHost, openedHostProjections } from '../runtime/host-projections.js'
import { openedProjections } from '../runtime/snapshots/scheduler.js'

/** The views and the projections of the host, as far as the newest snapshot has them. */
export const openLive = async (
  store: EventStore,
  options: OptionsOfHost,
  logger: Logger,
  catalogue: EventCatalogue,
): Promise<Projections> => {
  const host = openedHostProjections(options.projections, logger, tellingHost(options.onHostError))
  const live = await openedProjections(store, { ...options, host }, logger)
  await catchUpHost(store, host, live.mark, logger, catalogue)
  return live
}
