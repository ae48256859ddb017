import {
  type EventStore,
  failureError,
  type Instant,
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
import { rebuiltFromLog, type SnapshotSource } from './from-log.js'
import { erases, purgeNow } from './purging.js'

/** Whether and when snapshots of the views are kept. */
export type SnapshotOptions = {
  /** `sqliteSnapshots({ file })`, `fileSnapshots({ directory })`, …; without it every opening reads the whole log. */
  readonly snapshots?: SnapshotStore
  /** After how many events the next one is due (default 10,000). */
  readonly snapshotEvery?: number
}

/** Whether the event that a snapshot was taken behind is in the log: a snapshot of another log is of no use. */
export const isKnownTo =
  (store: EventStore) =>
  async (mark: Mark): Promise<boolean> => {
    try {
      for await (const _ of store.readAll({ after: mark, maxCount: 1 })) break
      return true
    } catch {
      // Another log; whatever else it is, whoever reads the whole log next is told.
      return false
    }
  }

const problemOf = (failure: StoreFailure): string => ('problem' in failure ? failure.problem : failure.error)

/** What the views are opened with; `host` are the projections of the host, with nothing in them. */
type Opening = SnapshotOptions & { readonly clock?: () => Instant; readonly host?: HostProjections }

/** The views as the newest snapshot that fits has them, else views of nothing; trouble with snapshots is no failure. */
export const openedProjections = async (
  store: EventStore,
  { snapshots, clock, host }: Opening,
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
  /** From now on snapshots are taken: the views have caught up. */
  begin(): void
  /** Finishes the one being saved, saves another if one is due, and lets go of the store. */
  close(): Promise<void>
}

const nobody: SnapshotScheduler = { observe: () => undefined, begin: () => undefined, close: async () => undefined }

/** Saving takes at most one part in so many of the time. */
const rest = 10

const saveOne = async (
  source: SnapshotSource,
  snapshots: SnapshotStore,
  isFromLog: boolean,
  logger: Logger,
): Promise<void> => {
  const open = (host: HostProjections) => openedProjections(source.store, { snapshots, host }, logger)
  const snapshot = takeSnapshot(isFromLog ? await rebuiltFromLog(source, open, logger) : source.live)
  if (snapshot === null) return
  const saved = await snapshots.save(snapshot)()
  if (isLeft(saved)) logger.warn({ snapshots: snapshots.name, ...saved.left }, 'a snapshot could not be saved')
}

const keeperFor = (
  source: SnapshotSource,
  { snapshots, every }: { readonly snapshots: SnapshotStore; readonly every: number },
  logger: Logger,
): SnapshotScheduler => {
  let since = 0
  let isLive = false
  let notBefore = 0
  let saving: Promise<void> | null = null
  // What was read from the beginning has nothing of those who were erased before.
  const isFromSnapshot = source.live.mark !== null
  let hasSeenErased = false

  const save = async (): Promise<void> => {
    await yieldToEventLoop()
    const began = performance.now()
    since = 0
    await saveOne(source, snapshots, hasSeenErased, logger)
    notBefore = performance.now() + rest * (performance.now() - began)
  }

  const start = (): Promise<void> =>
    save()
      .catch((error: unknown) =>
        logger.error({ error: error instanceof Error ? error.name : null }, 'a snapshot could not be taken'),
      )
      .finally(() => {
        saving = null
      })

  const isDue = (): boolean => since >= every

  const saveWhenDue = (): void => {
    if (isLive && saving === null && isDue() && performance.now() >= notBefore) saving = start()
  }

  return {
    observe: (events) => {
      since += events.length
      if ((isLive || isFromSnapshot) && events.some(erases)) {
        hasSeenErased = true
        // Another process may have saved one since this one was erased elsewhere.
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

/** A snapshotScheduler as the options want it; one that keeps nothing when they name no store. */
export const createSnapshotScheduler = (
  source: SnapshotSource,
  { snapshots, snapshotEvery = 10_000 }: SnapshotOptions,
  logger: Logger,
): SnapshotScheduler =>
  snapshots === undefined ? nobody : keeperFor(source, { snapshots, every: snapshotEvery }, logger)
