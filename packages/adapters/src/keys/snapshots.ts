import { failureError, type Snapshot, type SnapshotChunk, type SnapshotStore } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { storeTask } from '../runtime/store-failure.js'
import { decrypt, encrypt, idOfKey, type Key } from './cipher.js'
import type { KeyRing } from './key-ring.js'

/** The subject of the key that snapshots are encrypted under. */
export const snapshotSubject = 'snapshots'

// The version contains the key's id, so that unencrypted snapshots and those under a replaced key are never opened.
const versionUnder = (key: Key, version: string): string => `${version} encrypted under ${idOfKey(key)}`

const contextOf = ({ version, mark }: Snapshot, part: string): string =>
  ['snapshot', version, mark.eventId, part].join('\n')

const encryptedChunks = function* (snapshot: Snapshot, key: Key): Iterable<SnapshotChunk> {
  for (const { part, text } of snapshot.chunks)
    yield { part, text: JSON.stringify(encrypt(key, text, contextOf(snapshot, part))) }
}

const decryptedChunk = (snapshot: Snapshot, key: Key, { part, text }: SnapshotChunk): SnapshotChunk => ({
  part,
  get text() {
    const plain = decrypt(key, String(JSON.parse(text)), contextOf(snapshot, part))
    if (plain === null) throw failureError({ error: 'StoreUnreadable', problem: 'A snapshot was altered: remove it.' })
    return plain.toString()
  },
})

const currentKey = async (ring: KeyRing): Promise<Key> => {
  const key = await ring.current(snapshotSubject)
  if (key === 'destroyed')
    throw failureError({ error: 'KeyNotFound', problem: 'The key of snapshots was destroyed: keep none.' })
  return key
}

/** Wraps a snapshot store: encrypts snapshots as a whole, under a key that is replaced when a person is erased. */
export const encryptedSnapshots = (inner: SnapshotStore, ring: KeyRing): SnapshotStore => ({
  ...inner,
  save: (snapshot) =>
    storeTask(async () => {
      const key = await currentKey(ring)
      const version = versionUnder(key, snapshot.version)
      return inner.save({ ...snapshot, version, chunks: encryptedChunks(snapshot, key) })()
    }),
  latest: (wanted) =>
    storeTask(async () => {
      const key = await currentKey(ring)
      const found = await inner.latest({ ...wanted, version: versionUnder(key, wanted.version) })()
      if (isLeft(found) || found.right === null) return found
      const snapshot = { ...found.right, version: wanted.version }
      return right({ ...snapshot, chunks: [...snapshot.chunks].map((chunk) => decryptedChunk(snapshot, key, chunk)) })
    }),
})
