import type { EventStore, SnapshotStore } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Logger } from '../../logger.js'
import { storeTask } from '../store-failure.js'

/** What is removed when a person is erased. */
export type Purging = {
  readonly snapshots: SnapshotStore | undefined
  /** Makes snapshots that lie elsewhere, in a backup, unreadable. */
  readonly renewKey: () => Promise<void>
}

/** Whether something erases a person. */
export const erases = ({ type }: { readonly type: string }): boolean => type === 'PersonErased'

/** A store that removes every snapshot before it acknowledges that a person is erased: they hold what was known of it. */
export const purgingOnErasure = (store: EventStore, { snapshots, renewKey }: Purging): EventStore => ({
  ...store,
  append: (batch) =>
    storeTask(async () => {
      const appended = await store.append(batch)()
      if (isLeft(appended) || !appended.right.events.some(erases)) return appended
      await renewKey()
      const purged = (await snapshots?.purge()()) ?? appended
      return isLeft(purged) ? purged : appended
    }),
})

/** Removes every snapshot; trouble is logged. */
export const purgeNow = async (snapshots: SnapshotStore, logger: Logger): Promise<void> => {
  const purged = await snapshots.purge()()
  if (isLeft(purged)) logger.error({ snapshots: snapshots.name, ...purged.left }, 'snapshots could not be purged')
}
