import {
  type AppendBatch,
  type Appended,
  type EventCatalogue,
  type EventStore,
  failureError,
  type HostWrites,
  type NewEvent,
  type PersonalText,
  type RecordedEvent,
  type StoreFailure,
  type StreamWrite,
  type Subscription,
} from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { storeTask } from '../runtime/store-failure.js'
import { decryptEvent, encryptEvent, encryptedIn, type Keys } from './encrypted-event.js'
import { decryptAll, eraseKeys } from './erasing.js'
import type { KeyRing } from './key-ring.js'
import { personalTextsIn } from './whose/personal-texts-in.js'

/** An encrypted store with its keys and event catalogue. */
type EncryptionContext = {
  readonly inner: EventStore
  readonly ring: KeyRing
  readonly catalogue: EventCatalogue
  /** The persons met in reads whose keys are destroyed. */
  readonly erasedSeen: Set<string>
}

type Texts = ReadonlyMap<NewEvent, readonly PersonalText[]>

const encryptWrite =
  (texts: Texts, keys: Keys) =>
  (write: StreamWrite): StreamWrite => ({
    ...write,
    events: map((event: NewEvent) => encryptEvent(event, texts.get(event) ?? [], keys))(write.events),
  })

/** Wraps host writes so that they get decrypted events. */
const withDecryptedEvents = ({ sqlite, postgres }: HostWrites, keys: Keys): HostWrites => ({
  ...(sqlite && {
    sqlite: (transaction, events) =>
      sqlite(
        transaction,
        events.map((event) => decryptEvent(event, keys)),
      ),
  }),
  ...(postgres && {
    postgres: (transaction, events) =>
      postgres(
        transaction,
        events.map((event) => decryptEvent(event, keys)),
      ),
  }),
})

const encryptBatch = async (
  { inner, ring, catalogue }: EncryptionContext,
  batch: AppendBatch,
): Promise<AppendBatch> => {
  const texts = await personalTextsIn(inner, batch, catalogue)
  if (texts.size === 0) return batch
  const subjects = new Set([...texts.values()].flatMap((some) => some.flatMap((text) => text.subjects)))
  const keys = ring.cached(subjects) ?? (await ring.findOrCreate(subjects))
  return {
    ...batch,
    writes: map(encryptWrite(texts, keys))(batch.writes),
    hostWrites: batch.hostWrites && withDecryptedEvents(batch.hostWrites, keys),
  }
}

const read = async (
  { inner, ring, erasedSeen: met }: EncryptionContext,
  events: readonly RecordedEvent[],
): Promise<readonly RecordedEvent[]> => {
  // If a process dies between appending an erasure and destroying the keys, the next reader of the event destroys them.
  await eraseKeys(inner, ring, events)
  return decryptAll(ring, events, met)
}

const decryptAppended = async (encrypting: EncryptionContext, { events, after }: Appended): Promise<Appended> => {
  const decrypted = await read(encrypting, events)
  return { after, events: isNonEmpty(decrypted) ? decrypted : events }
}

const append = async (encrypting: EncryptionContext, batch: AppendBatch): Promise<Either<StoreFailure, Appended>> => {
  const appended = await encrypting.inner.append(await encryptBatch(encrypting, batch))()
  return isLeft(appended) ? appended : right(await decryptAppended(encrypting, appended.right))
}

type Batches = AsyncIterable<readonly RecordedEvent[]>

async function* mapBatches(
  batches: Batches,
  take: (events: readonly RecordedEvent[]) => Promise<readonly RecordedEvent[]>,
): AsyncGenerator<readonly RecordedEvent[], undefined> {
  for await (const batch of batches) yield await take(batch)
}

const mapSubscription = (
  subscription: Subscription,
  take: (events: readonly RecordedEvent[]) => Promise<readonly RecordedEvent[]>,
): Subscription => ({
  close: () => subscription.close(),
  [Symbol.asyncIterator]: () => mapBatches(subscription, take),
})

const mapReads = (
  inner: EventStore,
  take: (events: readonly RecordedEvent[]) => Promise<readonly RecordedEvent[]>,
) => ({
  readStream: (...given: Parameters<EventStore['readStream']>) => mapBatches(inner.readStream(...given), take),
  readAll: (...given: Parameters<EventStore['readAll']>) => mapBatches(inner.readAll(...given), take),
  subscribe: (...given: Parameters<EventStore['subscribe']>) => mapSubscription(inner.subscribe(...given), take),
})

/**
 * Wraps a store: encrypts texts about persons on append and decrypts them on read. Erasing a person destroys its keys
 * before the append is acknowledged; from then on its texts read as `[erased]`.
 */
export const encryptedStore = (encrypting: EncryptionContext): EventStore => {
  const { inner, ring } = encrypting
  return {
    ...inner,
    ...mapReads(inner, (events) => read(encrypting, events)),
    append: (batch) => storeTask(() => append(encrypting, batch)),
    appendedBy: (commandId) =>
      storeTask(async () => {
        const found = await inner.appendedBy(commandId)()
        return isLeft(found) || found.right === null ? found : right(await decryptAppended(encrypting, found.right))
      }),
    close: async () => {
      await inner.close()
      await ring.close()
    },
  }
}

/** The failure of an encrypted register that is opened without its master key. */
export const masterKeyMissing: StoreFailure = Object.freeze({
  error: 'MasterKeyMissing',
  problem:
    'This register is encrypted: give its master key in CLIENTELE_MASTER_KEY, or in the option `keys`. Nothing is erased.',
})

const refuseEncrypted = async (events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> => {
  if (events.some((event) => encryptedIn(event).length > 0)) throw failureError(masterKeyMissing)
  return events
}

/** Wraps a store opened without keys: encrypted events fail with `MasterKeyMissing`, since they would look erased. */
export const unencryptedStore = (inner: EventStore): EventStore => ({
  ...inner,
  ...mapReads(inner, refuseEncrypted),
})
