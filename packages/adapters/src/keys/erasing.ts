import { categoryOf, type EventStore, foldCase, idOfStream, type RecordedEvent } from '@clientele/domain'
import { keyedHash } from './cipher.js'
import { decryptEvent, encryptedIn, type Keys } from './encrypted-event.js'
import type { KeyRing } from './key-ring.js'
import type { Blocklist } from './register-keys.js'

/** The subject of the key that hashes addresses. */
export const hashSubject = 'hashes'

const isErasure = ({ type }: RecordedEvent): boolean => type === 'PersonErased'

const subjectsOf = ({ stream, data }: RecordedEvent): readonly string[] => {
  const scope: unknown = Reflect.get(Object(data), 'scope')
  return scope === 'full' ? [stream, `invoicing-${idOfStream(stream)}`] : [stream]
}

const addErased = (keys: Keys, met: Set<string>): void => {
  for (const [subject, key] of keys)
    if (key === 'destroyed' && categoryOf(subject) === 'person') met.add(idOfStream(subject))
}

/** Looks up the keys of events and decrypts them; adds the persons whose keys are destroyed to `met`. */
export const decryptAll = async (
  ring: KeyRing,
  events: readonly RecordedEvent[],
  met: Set<string> = new Set(),
): Promise<readonly RecordedEvent[]> => {
  const subjects = new Set(events.flatMap((event) => encryptedIn(event).flatMap(({ of }) => of)))
  if (subjects.size === 0) return events
  const keys = ring.cached(subjects) ?? (await ring.find(subjects))
  addErased(keys, met)
  return events.map((event) => decryptEvent(event, keys))
}

const privateCustomersIn = (events: readonly RecordedEvent[]): readonly string[] =>
  events.flatMap(({ type, data }) => {
    const customerId: unknown = Reflect.get(Object(data), 'customerId')
    return type === 'PrivateCustomerCreated' && typeof customerId === 'string' ? [`customer-${customerId}`] : []
  })

const addressesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(addressesIn)
  if (typeof value === 'string') return value.includes('@') ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : []
}

const readStream = async (inner: EventStore, ring: KeyRing, stream: string): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for await (const batch of inner.readStream(stream)) events.push(...(await decryptAll(ring, batch)))
  return events
}

const blockedPrefix = 'blocked-'

/** The subject by which the key store remembers a blocked address: a keyed hash, which does not reveal the address. */
const blockedSubject = async (ring: KeyRing, address: string): Promise<string> => {
  const key = await ring.current(hashSubject)
  return key === 'destroyed' ? 'blocked' : `${blockedPrefix}${keyedHash(key, foldCase(address))}`
}

const isBlockedSubject = (subject: string): boolean => subject.startsWith(blockedPrefix)

/** Whether an address belongs to an erased person. */
export const isBlocked = async (ring: KeyRing, address: string): Promise<boolean> => {
  const subject = await blockedSubject(ring, address)
  return (await ring.find([subject])).has(subject)
}

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

const erasePerson = async (inner: EventStore, ring: KeyRing, event: RecordedEvent): Promise<void> => {
  const subjects = subjectsOf(event)
  const known = await ring.find(subjects)
  if (subjects.every((subject) => known.get(subject) === 'destroyed')) return
  const personEvents = await readStream(inner, ring, event.stream)
  const customers = await Promise.all(
    privateCustomersIn(personEvents).map((customer) =>
      readStream(inner, ring, customer).then((events) => ({ customer, events })),
    ),
  )
  const said = [...personEvents, ...customers.flatMap(({ events }) => events)]
  const addresses = new Set(said.flatMap(({ data }) => addressesIn(data)))
  const blocked = await Promise.all([...addresses].map((address) => blockedSubject(ring, address)))
  await ring.destroy([...blocked, ...subjects, ...customers.map(({ customer }) => customer)])
}

/**
 * Destroys the keys of the persons that events erase, and of their private customers, and blocks their addresses. Does
 * nothing for persons that are erased already.
 */
export const eraseKeys = async (inner: EventStore, ring: KeyRing, events: readonly RecordedEvent[]): Promise<void> => {
  for (const event of events) if (isErasure(event)) await erasePerson(inner, ring, event)
}
