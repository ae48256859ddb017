import { formsOf } from './addresses/addresses.js'
import { keyedHash } from './cipher.js'
import type { KeyRing } from './key-ring.js'
import type { Blocklist } from './register-keys.js'

/** The subject of the key that hashes addresses. */
export const hashSubject = 'hashes'

const blockedPrefix = 'blocked-'

/**
 * The subjects by which the key store remembers blocked addresses, in all their forms: keyed hashes, which do not reveal
 * the addresses.
 */
export const blockedSubjects = async (ring: KeyRing, addresses: readonly string[]): Promise<readonly string[]> => {
  const key = await ring.current(hashSubject)
  const forms = new Set(addresses.flatMap(formsOf))
  return [...forms].map((form) => (key === 'destroyed' ? 'blocked' : `${blockedPrefix}${keyedHash(key, form)}`))
}

const isBlockedSubject = (subject: string): boolean => subject.startsWith(blockedPrefix)

/** Whether an address, or one in a text with several, belongs to an erased person. */
export const isBlocked = async (ring: KeyRing, address: string): Promise<boolean> =>
  (await ring.find(await blockedSubjects(ring, [address]))).size > 0

/** The blocked addresses of a register; `null` if the hash key is destroyed. */
export const blocklistOf = async (ring: KeyRing): Promise<Blocklist | null> => {
  const hashKey = await ring.current(hashSubject)
  if (hashKey === 'destroyed') return null
  return { hashKey, subjects: (await ring.subjects()).filter(isBlockedSubject) }
}

/** Whether a register blocks addresses under another hash key than the list's: replacing the key would unblock them. */
const hasOtherBlocked = async (ring: KeyRing, { hashKey, subjects }: Blocklist): Promise<boolean> => {
  const own = await blocklistOf(ring)
  const known = new Set(subjects)
  return own !== null && !own.hashKey.equals(hashKey) && own.subjects.some((subject) => !known.has(subject))
}

/** Blocks the addresses of a register in its copy; `false` if the copy blocks other addresses under another key. */
export const takeBlocklist = async (ring: KeyRing, list: Blocklist): Promise<boolean> => {
  if (await hasOtherBlocked(ring, list)) return false
  await ring.put(hashSubject, list.hashKey)
  await ring.mark(list.subjects)
  return true
}
