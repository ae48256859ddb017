import type { AppendBatch, Appended, EventStore, Instant, Position, StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { idsOf } from '../event-id.js'
import { appendedFrom } from '../event-log/appended.js'
import { type Bell, bell } from '../event-log/bell.js'
import { positionOf } from '../event-log/position.js'
import { type Pages, readingAll, readingStream } from '../event-log/reading.js'
import { sealedBatch } from '../event-log/sealed.js'
import { subscribing } from '../event-log/subscribing.js'
import { storeFailureOf } from './failure.js'
import type { Connection } from './file.js'
import { type GroupCommit, groupCommit } from './group-commit.js'
import { readerOf } from './pages.js'
import { whenFree } from './patience.js'
import { type Columns, columns, type Names, rowFrom, streamNames } from './rows.js'
import { tailOf } from './tail.js'
import { transactionsOf } from './transaction.js'
import { watchOf } from './watch.js'

type StoreOptions = { readonly clock: () => Instant; readonly patience: number }

type Open = {
  readonly connection: Connection
  readonly names: Names
  readonly commits: GroupCommit
  readonly bell: Bell
  readonly patience: number
  closing: Promise<void> | null
}

const append = async ({ commits }: Open, batch: AppendBatch): Promise<Either<StoreFailure, Appended>> => {
  const sealed = sealedBatch(batch)
  return isLeft(sealed) ? sealed : map(appendedFrom)(await commits.append(sealed.right))
}

const between = `select ${columns} from events e where e.id between ? and ? order by e.position`

const appendedBy = ({ connection, names }: Open): ((commandId: string) => Appended | null) => {
  const query = connection.prepare<[string, string], Columns>(between).raw()
  return (commandId) => {
    const { first, last } = idsOf(commandId)
    const rows = query.all(first, last).map((row) => rowFrom(names, row))
    return isNonEmpty(rows) ? appendedFrom(rows) : null
  }
}

const headOf = ({ connection }: Open): (() => Position | null) => {
  const tail = tailOf(connection)
  return () => positionOf(tail().position)
}

const attempt = async <A>(patience: number, action: () => A): Promise<Either<StoreFailure, A>> => {
  try {
    return right(await whenFree(patience, action))
  } catch (error) {
    return left(storeFailureOf(error))
  }
}

const closed = left({ error: 'StoreClosed' } satisfies StoreFailure)

const finish = async ({ commits, bell, connection }: Open): Promise<void> => {
  bell.ring()
  await commits.settled()
  connection.close()
}

const close = (open: Open): Promise<void> => {
  open.closing ??= finish(open)
  return open.closing
}

const opened = (connection: Connection, { clock, patience }: StoreOptions): Open => {
  const names = streamNames(connection)
  const rung = bell()
  const commits = groupCommit(transactionsOf(connection, names, clock), patience, rung.ring)
  return { connection, names, commits, bell: rung, patience, closing: null }
}

const pagesOf = (open: Open): Pages => ({
  ...readerOf(open.connection, open.names, open.patience),
  bell: open.bell,
  isClosed: () => open.closing !== null,
  watch: watchOf(open.connection, open.bell),
})

/** The store over an open file of ours. */
export const storeOver = (connection: Connection, options: StoreOptions): EventStore => {
  const open = opened(connection, options)
  const pages = pagesOf(open)
  const byCommand = appendedBy(open)
  const head = headOf(open)
  const asking =
    <A>(answer: () => A) =>
    async (): Promise<Either<StoreFailure, A>> =>
      open.closing === null ? attempt(open.patience, answer) : closed
  return {
    capabilities: { checksReads: 'exact', atomicAcrossStreams: true, durable: true },
    append: (batch) => async () => (open.closing === null ? append(open, batch) : closed),
    readStream: readingStream(pages),
    readAll: readingAll(pages),
    subscribe: subscribing(pages),
    appendedBy: (commandId) => asking(() => byCommand(commandId)),
    head: () => asking(head),
    close: () => close(open),
  }
}
