import type { EventCatalogue, EventStore } from '@clientele/domain'
import type { Projections } from '@clientele/projections'
import type { OptionsOfHost } from '../clientele.js'
import { safeOnHostError } from '../host/host-errors.js'
import type { HostIndexes } from '../host/host-indexes.js'
import type { Logger } from '../logger.js'
import { createArrivals } from '../runtime/execution/arrivals.js'
import type { ExecutionContext } from '../runtime/execution/executor.js'
import { createFind, createLookups } from '../runtime/execution/lookups.js'
import { createOneAtATime } from '../runtime/execution/retry.js'
import { createStates } from '../runtime/execution/states.js'
import { createStreamLocks } from '../runtime/execution/stream-locks.js'
import { createFollower, type Observer } from '../runtime/follower.js'
import { createRedaction } from '../runtime/out-of-sight/redact-refusal.js'
import { usualStreamsAtOnce } from '../runtime/parts/execute-parts.js'

/** The parts of a register besides its store and its views. */
type RegisterParts = {
  readonly events: EventCatalogue
  readonly hostIndexes: HostIndexes
  readonly observe: Observer
  readonly logger: Logger
}

/** Creates the execution context of commands, with the follower of the log. */
export const createRuntime = (
  store: EventStore,
  { register, applyAll, host, mark }: Projections,
  { cachedStreams = 100_000, streamsAtOnce = usualStreamsAtOnce, onHostError }: OptionsOfHost,
  { events, hostIndexes, observe, logger }: RegisterParts,
): ExecutionContext => {
  const [states, arrivals] = [
    createStates(store, cachedStreams, events, safeOnHostError(onHostError)),
    createArrivals(),
  ]
  const applyToHost: Observer = (_, all) => host.applyAll(all)
  const observers: readonly Observer[] = [
    applyAll,
    applyToHost,
    hostIndexes.observe,
    states.observe,
    arrivals.observe,
    observe,
  ]
  return {
    store,
    events,
    states,
    follower: createFollower(store, observers, logger, mark, events),
    locks: createStreamLocks(),
    oneAtATime: createOneAtATime(),
    lookups: createLookups(register, hostIndexes),
    find: createFind(register),
    redact: createRedaction(register),
    prepareFinding: register.prepareLookups,
    arrivals,
    streamsAtOnce,
  }
}
