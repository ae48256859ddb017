import type { EventChain, EventStore, HostWrites, RecordedEvent, StoreSource, Subscription } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { randomFrom, shuffled } from '../../../../test/seeded.mjs'

// Waiting calls continue after a millisecond, a part of them later.
const wait = 1
const stays = 0.3

/** Starts calls that wait at the same time in a random order, and answers them in another random order. */
const createTurns = (seed: number) => {
  const random = randomFrom(seed)
  let waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined

  const letThrough = (share: number): void => {
    const gathered = shuffled(waiting, random)
    const staying = new Set(gathered.filter(() => random() < share))
    waiting = [...staying]
    timer = waiting.length === 0 ? undefined : setTimeout(letThrough, wait, stays)
    for (const goOn of gathered) if (!staying.has(goOn)) goOn()
  }

  const afterQueued = (goOn: () => void): void => {
    waiting.push(goOn)
    timer ??= setTimeout(letThrough, wait, stays)
  }

  return {
    /** Starts the action at its turn, and resolves at its next turn. */
    later: <A>(action: () => Promise<A>): Promise<A> =>
      new Promise((resolve, reject) => {
        afterQueued(() => void action().then((answer) => afterQueued(() => resolve(answer)), reject))
      }),
    /** Continues all waiting calls. */
    flush: (): void => {
      clearTimeout(timer)
      letThrough(0)
    },
  }
}

type Turns = ReturnType<typeof createTurns>
type Batches = AsyncIterable<readonly RecordedEvent[]>

const turn = async (): Promise<void> => {}

async function* readLater({ later }: Turns, read: () => Batches): Batches {
  await later(turn)
  yield* read()
}

async function* followLater({ later }: Turns, batches: Batches): Batches {
  for await (const events of batches) {
    await later(turn)
    yield events
  }
}

const subscribeLater = (turns: Turns, subscription: Subscription): Subscription => ({
  [Symbol.asyncIterator]: () => followLater(turns, subscription)[Symbol.asyncIterator](),
  close: subscription.close,
})

const subscriptionsLater = ({ later }: Turns, { checkpoints, leases }: EventStore['subscriptions']) => ({
  checkpoints: {
    load: (name: string) => later(() => checkpoints.load(name)),
    save: (...given: Parameters<typeof checkpoints.save>) => later(() => checkpoints.save(...given)),
  },
  leases: leases && {
    hold: (...given: Parameters<typeof leases.hold>) => later(() => leases.hold(...given)),
    release: (...given: Parameters<typeof leases.release>) => later(() => leases.release(...given)),
  },
})

const askLater =
  <E, A>({ later }: Turns, question: TaskEither<E, A>): TaskEither<E, A> =>
  () =>
    later(question)

const chainLater = (turns: Turns, chain: EventChain): EventChain => ({
  head: (options) => askLater(turns, chain.head(options)),
  verify: (options) => askLater(turns, chain.verify(options)),
  seal: (options) => askLater(turns, chain.seal(options)),
})

const preparingLater = (turns: Turns, { prepareHostWrites: prepare }: EventStore) =>
  prepare === undefined ? {} : { prepareHostWrites: (writes: HostWrites) => askLater(turns, () => prepare(writes)()) }

// Copies the arguments at the call, and starts all waiting calls before the store is closed.
const storeOver = (store: EventStore, turns: Turns): EventStore => ({
  capabilities: store.capabilities,
  append: (batch) => {
    // Functions are not cloned.
    const { hostWrites, ...facts } = batch
    const copy = { ...structuredClone(facts), hostWrites }
    return askLater(turns, () => store.append(copy)())
  },
  ...preparingLater(turns, store),
  readStream: (...given) => readLater(turns, () => store.readStream(...given)),
  readAll: (...given) => readLater(turns, () => store.readAll(...given)),
  subscribe: (...given) => subscribeLater(turns, store.subscribe(...given)),
  subscriptions: subscriptionsLater(turns, store.subscriptions),
  appendedBy: (commandId) => askLater(turns, store.appendedBy(commandId)),
  head: () => askLater(turns, store.head()),
  ...(store.chain === undefined ? {} : { chain: chainLater(turns, store.chain) }),
  close: () => {
    turns.flush()
    return store.close()
  },
})

/**
 * A store whose calls are asynchronous, like those of a server: calls that are not awaited are executed in another order.
 * The seed determines the order of calls that are made in the same turn.
 */
export const reordered = (source: StoreSource, seed = 1): StoreSource => ({
  name: `${source.name}, reordered`,
  open: async () => {
    const store = await source.open()
    return isLeft(store) ? store : right(storeOver(store.right, createTurns(seed)))
  },
})
