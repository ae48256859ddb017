import type { Mark, Snapshot, SnapshotStore, SnapshotWanted, StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { malformedOptions, type OptionKinds } from '../../options.js'
import { headingIn, linesOf, snapshotIn } from './format.js'
import type { SnapshotStorage } from './storage.js'

/** How many snapshots are kept. */
const keep = 2

const every = (): boolean => true

const anyMark = async (_: Mark): Promise<boolean> => true

/** Why a snapshot is not what is wanted, `null` when it may be. */
const misfit = async (
  lines: AsyncIterable<Buffer>,
  { version, isKnown = anyMark }: SnapshotWanted,
): Promise<string | null> => {
  const heading = await headingIn(lines)
  if (isLeft(heading)) return heading.left
  if (heading.right.version !== version) return 'it was made by another version of the views'
  return (await isKnown(heading.right.mark)) ? null : 'it is of another log, or of events that are no longer there'
}

const fitting = async (
  storage: SnapshotStorage,
  name: string,
  wanted: SnapshotWanted,
): Promise<Either<string, Snapshot>> => {
  const reason = await misfit(storage.read(name), wanted)
  return reason === null ? snapshotIn(storage.read(name), wanted.isRead ?? every) : left(reason)
}

const unreadable = ({ error }: StoreFailure): boolean => error === 'StoreUnreadable'

const latestOn = async (storage: SnapshotStorage, wanted: SnapshotWanted): Promise<Snapshot | null> => {
  for (const name of await storage.list()) {
    const found = await fitting(storage, name, wanted)
    if (!isLeft(found)) return found.right
    wanted.passedOver?.(found.left)
  }
  return null
}

const latest = async (storage: SnapshotStorage, wanted: SnapshotWanted): Promise<Snapshot | null> => {
  try {
    return await latestOn(storage, wanted)
  } catch (error) {
    const failure = storage.failureOf(error)
    if (!unreadable(failure)) throw error
    wanted.passedOver?.('problem' in failure ? failure.problem : failure.error)
    return null
  }
}

/** The same for options, which keeps nothing where they are refused. */
export const snapshotsFor = <Options>(
  of: string,
  options: Options,
  known: OptionKinds<Options>,
  storageFor: (options: Options) => SnapshotStorage,
): SnapshotStore => {
  const malformed = malformedOptions(of, options, known)
  if (malformed === null) return snapshotsOver(storageFor(options))
  const refused = () => async () => left(malformed)
  return { name: of, save: refused, latest: refused, purge: refused, close: async () => {} }
}

/** A store of snapshots over a storage; one thing at a time. */
export const snapshotsOver = (storage: SnapshotStorage): SnapshotStore => {
  let busy: Promise<unknown> = Promise.resolve()

  const inTurn = <A>(action: () => Promise<A>): Promise<A> => {
    const turn = busy.then(action)
    busy = turn.catch(() => undefined)
    return turn
  }

  const task =
    <A>(action: () => Promise<A>) =>
    async (): Promise<Either<StoreFailure, A>> => {
      try {
        return right(await inTurn(action))
      } catch (error) {
        return left(storage.failureOf(error))
      }
    }

  return {
    name: storage.name,
    save: (snapshot) => task(() => storage.write(linesOf(snapshot), keep)),
    latest: (wanted) => task(() => latest(storage, wanted)),
    purge: () => task(storage.clear),
    close: () => inTurn(storage.close),
  }
}
