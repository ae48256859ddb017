import type { Mark, Snapshot, SnapshotStore, SnapshotWanted, StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { malformedOptions, type OptionKinds } from '../../options.js'
import { linesOf, readHeading, readSnapshot } from './format.js'
import type { SnapshotStorage } from './storage.js'

/** How many snapshots are stored. */
const keep = 2

const all = (): boolean => true

const anyMark = async (_: Mark): Promise<boolean> => true

/** Why a snapshot does not match the request; `null` if it may match. */
const findMismatch = async (
  lines: AsyncIterable<Buffer>,
  { version, isKnown = anyMark }: SnapshotWanted,
): Promise<string | null> => {
  const heading = await readHeading(lines)
  if (isLeft(heading)) return heading.left
  if (heading.right.version !== version) return 'it was made by another version of the views'
  return (await isKnown(heading.right.mark)) ? null : 'it is of another log, or of events that are no longer there'
}

const readIfMatching = async (
  storage: SnapshotStorage,
  name: string,
  wanted: SnapshotWanted,
): Promise<Either<string, Snapshot>> => {
  const reason = await findMismatch(storage.read(name), wanted)
  return reason === null ? readSnapshot(storage.read(name), wanted.isRead ?? all) : left(reason)
}

const isUnreadable = ({ error }: StoreFailure): boolean => error === 'StoreUnreadable'

const findLatest = async (storage: SnapshotStorage, wanted: SnapshotWanted): Promise<Snapshot | null> => {
  for (const name of await storage.list()) {
    const found = await readIfMatching(storage, name, wanted)
    if (!isLeft(found)) return found.right
    wanted.passedOver?.(found.left)
  }
  return null
}

const latest = async (storage: SnapshotStorage, wanted: SnapshotWanted): Promise<Snapshot | null> => {
  try {
    return await findLatest(storage, wanted)
  } catch (error) {
    const failure = storage.failureOf(error)
    if (!isUnreadable(failure)) throw error
    wanted.passedOver?.('problem' in failure ? failure.problem : failure.error)
    return null
  }
}

/** Creates a snapshot store from options; if they are malformed, `save`, `latest` and `purge` fail. */
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

/** Creates a snapshot store over a storage; runs one action at a time. */
export const snapshotsOver = (storage: SnapshotStorage): SnapshotStore => {
  let busy: Promise<unknown> = Promise.resolve()

  const runInTurn = <A>(action: () => Promise<A>): Promise<A> => {
    const run = busy.then(action)
    busy = run.catch(() => undefined)
    return run
  }

  const toTask =
    <A>(action: () => Promise<A>) =>
    async (): Promise<Either<StoreFailure, A>> => {
      try {
        return right(await runInTurn(action))
      } catch (error) {
        return left(storage.failureOf(error))
      }
    }

  return {
    name: storage.name,
    save: (snapshot) => toTask(() => storage.write(linesOf(snapshot), keep)),
    latest: (wanted) => toTask(() => latest(storage, wanted)),
    purge: () => toTask(storage.clear),
    close: () => runInTurn(storage.close),
  }
}
