import {
  type EventStore,
  failureError,
  type KnownEvent,
  type Mark,
  type SnapshotStore,
  type StoreFailure,
} from '@clientele/domain'
import {
  createProjections,
  type HostProjections,
  loadSnapshot,
  type Projections,
  projectionsVersion,
  takeSnapshot,
} from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { packing, yieldToEventLoop } from '#platform'
import type { Logger } from '../../logger.js'
import type { ClockOptions } from '../../timing/clock.js'
import { rebuildFromLog, type SnapshotSource } from './from-log.js'
import { isErasure, purgeNow } from './purging.js'

/** Whether and when to save snapshots of the views. */
export type SnapshotOptions = {
  /** `sqliteSnapshots({ file })`, `fileSnapshots({ directory })`, …; without it, opening reads the whole log. */
  readonly snapshots?: SnapshotStore | undefined
  /** The number of events between two snapshots; 10,000 by default. */
  readonly snapshotEvery?: number | undefined
}

/**
 * Creates a check: whether the event that a snapshot was taken after is in the log. A snapshot of another log is
 * useless.
 */
export const isKnownTo =
  (store: EventStore) =>
  async (mark: Mark): Promise<boolean> => {
    try {
      for await (const _ of store.readAll({ after: mark, maxCount: 1 })) break
      return true
    } catch {
      // It is another log, or another failure, which the next read of the whole log reports.
      return false
    }
  }

const problemOf = (failure: StoreFailure): string => ('problem' in failure ? failure.problem : failure.error)

/** Options for opening the views; `host` are the host's projections, without contents. */
type OpenOptions = SnapshotOptions & Pick<ClockOptions, 'clock'> & { readonly host?: HostProjections }

/**
 * Loads the views from the newest matching snapshot, else creates empty views; failures of snapshots are only logged.
 */
export const openProjections = async (
  store: EventStore,
  { snapshots, clock, host }: OpenOptions,
  logger: Logger,
): Promise<Projections> => {
  const empty = (): Projections => createProjections(clock, undefined, host, packing)
  if (snapshots === undefined) return empty()
  const ignore = (reason: string): Projections => {
    logger.warn({ snapshots: snapshots.name, reason }, 'a snapshot is passed over')
    return empty()
  }
  const wanted = { version: projectionsVersion(), isKnown: isKnownTo(store), passedOver: ignore }
  const found = await snapshots.latest(wanted)()
  if (isLeft(found) && found.left.error === 'MalformedOptions') throw failureError(found.left)
  if (isLeft(found)) return ignore(problemOf(found.left))
  if (found.right === null) return empty()
  const loaded = loadSnapshot(found.right, clock, host, packing)
  return isLeft(loaded) ? ignore(loaded.left.problem) : loaded.right
}

/** Takes snapshots in the background. */
export type SnapshotScheduler = {
  observe(events: readonly KnownEvent[]): void
  /** Starts taking snapshots; called when the views have caught up. */
  begin(): void
  /** Finishes the running save, saves another snapshot if one is due, and closes the snapshot store. */
  close(): Promise<void>
}

const disabledScheduler: SnapshotScheduler = {
  observe: () => undefined,
  begin: () => undefined,
  close: async () => undefined,
}

/** After a save, waits this many times its duration, so that saving takes only a small part of the time. */
const restFactor = 10

const saveOne = async (
  source: SnapshotSource,
  snapshots: SnapshotStore,
  isFromLog: boolean,
  logger: Logger,
): Promise<void> => {
  const open = (host: HostProjections) => openProjections(source.store, { snapshots, host }, logger)
  const snapshot = takeSnapshot(isFromLog ? await rebuildFromLog(source, open, logger) : source.live)
  if (!isFromLog) source.live.keepBase()
  if (snapshot === null) return
  const saved = await snapshots.save(snapshot)()
  if (isLeft(saved)) logger.warn({ snapshots: snapshots.name, ...saved.left }, 'a snapshot could not be saved')
}

const createScheduler = (
  source: SnapshotSource,
  { snapshots, every }: { readonly snapshots: SnapshotStore; readonly every: number },
  logger: Logger,
): SnapshotScheduler => {
  let eventsSince = 0
  let isLive = false
  let notBefore = 0
  let saving: Promise<void> | null = null
  // Views that were read from the first event contain nothing of persons erased before; a snapshot may.
  const isFromSnapshot = source.live.mark !== null
  let hasSeenErasure = false

  const save = async (): Promise<void> => {
    await yieldToEventLoop()
    const began = performance.now()
    eventsSince = 0
    await saveOne(source, snapshots, hasSeenErasure, logger)
    notBefore = performance.now() + restFactor * (performance.now() - began)
  }

  const start = (): Promise<void> =>
    save()
      .catch((error: unknown) =>
        logger.error({ error: error instanceof Error ? error.name : null }, 'a snapshot could not be taken'),
      )
      .finally(() => {
        saving = null
      })

  const isDue = (): boolean => eventsSince >= every

  const saveWhenDue = (): void => {
    if (isLive && saving === null && isDue() && performance.now() >= notBefore) saving = start()
  }

  return {
    observe: (events) => {
      eventsSince += events.length
      if ((isLive || isFromSnapshot) && events.some(isErasure)) {
        hasSeenErasure = true
        // Another process may have saved a snapshot since the erasure.
        void purgeNow(snapshots, logger)
      }
      saveWhenDue()
    },
    begin: () => {
      isLive = true
      saveWhenDue()
    },
    close: async () => {
      await saving
      isLive = false
      if (isDue()) await start()
      await snapshots.close()
    },
  }
}

/** Creates the snapshot scheduler for the options; without `snapshots` it does nothing. */
export const createSnapshotScheduler = (
  source: SnapshotSource,
  { snapshots, snapshotEvery = 10_000 }: SnapshotOptions,
  logger: Logger,
): SnapshotScheduler =>
  snapshots === undefined ? disabledScheduler : createScheduler(source, { snapshots, every: snapshotEvery }, logger)
