import type { EventStore, Instant, StoreFailure } from '@clientele/domain'
import { isLeft, left } from 'fp-ts/lib/Either.js'
import { idsOf } from '../../event-id.js'
import { startForWatchers } from '../../log/watching.js'
import { createSignal, type Signal } from '../../timing/signal.js'
import { type Answer, answerAll, type GroupCommit, groupCommit, maxGroupSize } from '../numbered-log/group-commit.js'
import { storeOver } from '../numbered-log/store.js'
import { keepAwakeDuring } from '../subscriptions/awake.js'
import { appendGroup } from './appending/appending.js'
import { independentCount } from './appending/groups.js'
import type { Destination } from './appending/verdict.js'
import { writeAlone } from './appending/with-writes.js'
import { chainIn } from './chain/source.js'
import type { Connections } from './connections/connections.js'
import { createListener } from './connections/listener.js'
import { clientConfig, type Server } from './connections/pool.js'
import { isAway, storeFailureOf } from './failure.js'
import { readerOf } from './reading/pages.js'
import { quoted } from './schema-name.js'
import { subscriptionsInSchema } from './subscriptions/subscriptions.js'

type StoreOptions = {
  readonly server: Server
  readonly schema: string
  readonly clock: (() => Instant) | null
  readonly maxClockSkew: number
  /** How often to poll for events whose notification was lost, in milliseconds. */
  readonly pollInterval: number
}

const failureFor = (answers: readonly Answer[]): StoreFailure | null => {
  const away = answers.find((answer) => isLeft(answer) && isAway(answer.left))
  return away !== undefined && isLeft(away) ? away.left : null
}

// If the server did not answer a group, the batches behind it fail at once: they have waited as long.
const createGroupCommit = (to: Destination, { notify }: Signal): GroupCommit =>
  groupCommit(async (waiting) => {
    const next = waiting.slice(0, maxGroupSize + 1).map(({ batch }) => batch)
    const group = waiting.splice(0, independentCount(next))
    const answers = await appendGroup(
      to,
      group.map(({ batch }) => batch),
    )
    answerAll(group, answers)
    const failure = failureFor(answers)
    if (failure !== null) for (const { answer } of waiting.splice(0)) answer(left(failure))
    notify()
  })

/** The store over a prepared schema. */
export const storeOverSchema = (connections: Connections, options: StoreOptions): EventStore => {
  const { server, schema, clock, maxClockSkew, pollInterval: interval } = options
  const name = quoted(schema)
  const signal = createSignal()
  const reader = readerOf(connections, name)
  const news = createListener({
    config: clientConfig(server),
    schema,
    interval,
    patience: server.patience,
    onNews: signal.notify,
  })
  const to = { connections, schema: name, clock, maxClockSkew, patience: server.patience, read: reader.from }
  return storeOver({
    signal,
    commits: createGroupCommit(to, signal),
    pages: { ofStream: reader.ofStream, ofAll: reader.ofAll, watch: startForWatchers(news.start) },
    rowsOf: (commandId) => {
      const { first, last } = idsOf(commandId)
      return reader.withIds(first, last)
    },
    head: reader.head,
    failureOf: storeFailureOf,
    withChain: (use) => use(chainIn({ connections, schema: name, patience: server.patience })),
    subscriptions: subscriptionsInSchema({ connections, schema, patience: server.patience }),
    isRemote: true,
    hostWrites: 'postgres',
    prepareHostWrites: async ({ postgres: writes }) => writes && writeAlone(to, writes),
    release: keepAwakeDuring(async () => {
      await Promise.all([news.close(), connections.close()])
    }),
  })
}
