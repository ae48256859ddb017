import {
  type EventCatalogue,
  type EventStore,
  failureError,
  type KeyStoreSource,
  type StoreSource,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { blocklistOf, hashSubject, isBlocked, takeBlocklist } from './blocklist.js'
import { keyedHash } from './cipher.js'
import { encryptedStore, masterKeyMissing, unencryptedStore } from './encrypted-store.js'
import { createKeyRing, type KeyRing, runTask } from './key-ring.js'
import { createWrapping, readMasterKey, type Wrapping } from './master-key.js'
import type { KeysOptions } from './options.js'
import { keysInClear, type OpenKeys, type RegisterKeys } from './register-keys.js'
import { encryptedSnapshots, snapshotSubject } from './snapshots.js'

export { unencryptedStore } from './encrypted-store.js'

const malformed = (problem: string): never => {
  throw failureError({ error: 'MalformedOptions', problem: `openClientele: ${problem}` })
}

/** Throws the failure of a store that cannot be opened, such as one with a misspelt option. */
const throwUnlessOpens = async (source: StoreSource): Promise<void> => {
  const opened = await source.open()
  if (isLeft(opened)) throw failureError(opened.left)
  await opened.right.close()
}

const keyStoreOf = async ({ store }: KeysOptions, source: StoreSource): Promise<KeyStoreSource> => {
  const place = store ?? source.keys
  if (place !== undefined) return place
  await throwUnlessOpens(source)
  return malformed(
    'a master key is given, but this store has no place for keys: give `keys.store`, as `sqliteKeys({ file })`, or ' +
      '--keys sqlite:FILE on the command line.',
  )
}

/** The subject whose key is used to check the master key. */
const checkSubject = 'check'

/** Rewraps keys that the previous master key wrapped with the newest one. */
const rewrap = async (source: KeyStoreSource, wrapping: Wrapping): Promise<void> => {
  const store = await source.open()
  if (isLeft(store)) throw failureError(store.left)
  try {
    const old = [...(await runTask(store.right.readAll()))].flatMap(([subject, wrapped]) =>
      wrapped === null || wrapping.isCurrent(wrapped)
        ? []
        : [[subject, wrapping.wrap(subject, wrapping.unwrap(subject, wrapped))] as const],
    )
    if (old.length > 0) await runTask(store.right.replace(new Map(old)))
  } finally {
    await store.right.close()
  }
}

const openRing = async (source: KeyStoreSource, wrapping: Wrapping): Promise<KeyRing> => {
  const store = await source.open()
  if (isLeft(store)) throw failureError(store.left)
  const ring = createKeyRing(store.right, wrapping)
  try {
    // A wrong master key fails here, not at the first event.
    await ring.findOrCreate([checkSubject])
    return ring
  } catch (error) {
    await store.right.close()
    throw error
  }
}

const createRegisterKeys = async (ring: KeyRing): Promise<RegisterKeys> => {
  const secret = await ring.current(hashSubject)
  const met = new Set<string>()
  return {
    isEncrypted: true,
    inClear: null,
    erasedPersons: () => [...met],
    storeOver: (inner: EventStore, catalogue: EventCatalogue) =>
      encryptedStore({ inner, ring, catalogue, erasedSeen: met }),
    snapshotsOver: (snapshots) => encryptedSnapshots(snapshots, ring),
    renewSnapshotKey: () => ring.renew(snapshotSubject),
    digestOf: (digest) => (secret === 'destroyed' ? digest : keyedHash(secret, digest).slice(0, 32)),
    isBlocked: (address) => isBlocked(ring, address),
    blocklist: () => blocklistOf(ring),
    takeBlocklist: (list) => takeBlocklist(ring, list),
    close: () => ring.close(),
  }
}

const inClear =
  'no master key is given (CLIENTELE_MASTER_KEY): texts about persons are stored in clear in the log, its snapshots and ' +
  'its backups, and stay there when a person is erased'

const withoutKeys = async (source: StoreSource): Promise<RegisterKeys> => {
  if ((await source.keys?.exists()) === true) throw failureError(masterKeyMissing)
  return keysInClear({ inClear, storeOver: unencryptedStore })
}

/**
 * Opens the keys of a register, with the master key from the options or the environment, if there is one. Rejects with
 * an `Error` that carries `MasterKeyMissing`, `MasterKeyWrong`, `MalformedOptions`, or a failure of the key store.
 */
export const openKeys: OpenKeys = async (source, options = {}) => {
  const master = await readMasterKey(options.masterKey, 'CLIENTELE_MASTER_KEY')
  if (master === null) {
    if (options.store !== undefined) throw failureError(masterKeyMissing)
    return withoutKeys(source)
  }
  const previous = await readMasterKey(options.previousMasterKey, 'CLIENTELE_PREVIOUS_MASTER_KEY')
  const place = await keyStoreOf(options, source)
  const wrapping = createWrapping(master, previous === null ? [] : [previous])
  if (previous !== null) await rewrap(place, wrapping)
  return createRegisterKeys(await openRing(place, wrapping))
}
