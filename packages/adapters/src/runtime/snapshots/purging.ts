import type { EventStore, SnapshotStore } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Logger } from '../../logger.js'
import { storeTask } from '../store-failure.js'

/** What to purge when a person is erased. */
export type PurgeOptions = {
  readonly snapshots: SnapshotStore | undefined
  /** Makes copies of snapshots elsewhere, such as in a backup, unreadable. */
  readonly renewKey: () => Promise<void>
}

/** Whether an event erases a person. */
export const isErasure = ({ type }: { readonly type: string }): boolean => type === 'PersonErased'

/** Wraps a store so that it removes all snapshots before it acknowledges an erasure: they contain the person's data. */
export const purgeOnErasure = (store: EventStore, { snapshots, renewKey }: PurgeOptions): EventStore => ({
  ...store,
  append: (batch) => {
    const append = store.append(batch)
    if (!batch.writes.some(({ events }) => events.some(isErasure))) return append
    return storeTask(async () => {
      const appended = await append()
      if (isLeft(appended)) return appended
      await renewKey()
      const purged = (await snapshots?.purge()()) ?? appended
      return isLeft(purged) ? purged : appended
    })
  },
})

/** Removes all snapshots; logs a failure. */
export const purgeNow = async (snapshots: SnapshotStore, logger: Logger): Promise<void> => {
  const purged = await snapshots.purge()()
  if (isLeft(purged)) logger.error({ snapshots: snapshots.name, ...purged.left }, 'snapshots could not be purged')
}
