import { categoryOf, type EventStore, idOfStream, type RecordedEvent } from '@clientele/domain'
import { addressesIn } from './addresses/addresses.js'
import { blockedSubjects } from './blocklist.js'
import { decryptEvent, encryptedIn, type Keys } from './encrypted-event.js'
import type { KeyRing } from './key-ring.js'
import { snapshotSubject } from './snapshots.js'

const isErasure = ({ type }: RecordedEvent): boolean => type === 'PersonErased'

const subjectsOf = ({ stream, data }: RecordedEvent): readonly string[] => {
  const scope: unknown = Reflect.get(Object(data), 'scope')
  return scope === 'full' ? [stream, `invoicing-${idOfStream(stream)}`] : [stream]
}

// The name of a person may be its only text, and is stored under the key for invoices.
const isOfPerson = (subject: string): boolean => ['person', 'invoicing'].includes(categoryOf(subject))

/** Adds the persons whose keys are destroyed to `met`; returns whether one of them is new. */
const addErased = (keys: Keys, met: Set<string>): boolean => {
  const before = met.size
  for (const [subject, key] of keys) if (key === 'destroyed' && isOfPerson(subject)) met.add(idOfStream(subject))
  return met.size > before
}

/** The keys of subjects. With those of a person another process destroyed others, which are not taken from the cache. */
const currentKeys = async (ring: KeyRing, subjects: ReadonlySet<string>, met: Set<string>): Promise<Keys> => {
  const keys = ring.cached(subjects) ?? (await ring.find(subjects))
  if (!addErased(keys, met)) return keys
  ring.forget()
  return ring.find(subjects)
}

/** Looks up the keys of events and decrypts them; adds the persons whose keys are destroyed to `met`. */
export const decryptAll = async (
  ring: KeyRing,
  events: readonly RecordedEvent[],
  met: Set<string> = new Set(),
): Promise<readonly RecordedEvent[]> => {
  const subjects = new Set(events.flatMap((event) => encryptedIn(event).flatMap(({ of }) => of)))
  if (subjects.size === 0) return events
  const keys = await currentKeys(ring, subjects, met)
  return events.map((event) => decryptEvent(event, keys))
}

const privateCustomersIn = (events: readonly RecordedEvent[]): readonly string[] =>
  events.flatMap(({ type, data }) => {
    const customerId: unknown = Reflect.get(Object(data), 'customerId')
    return type === 'PrivateCustomerCreated' && typeof customerId === 'string' ? [`customer-${customerId}`] : []
  })

const readStream = async (inner: EventStore, ring: KeyRing, stream: string): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for await (const batch of inner.readStream(stream)) events.push(...(await decryptAll(ring, batch)))
  return events
}

const erasePerson = async (inner: EventStore, ring: KeyRing, event: RecordedEvent): Promise<void> => {
  const subjects = subjectsOf(event)
  const areDestroyed = (keys: Keys | null): boolean => subjects.every((subject) => keys?.get(subject) === 'destroyed')
  if (areDestroyed(ring.cached(subjects))) return
  ring.forget()
  if (areDestroyed(await ring.find(subjects))) return
  const personEvents = await readStream(inner, ring, event.stream)
  const customers = await Promise.all(
    privateCustomersIn(personEvents).map((customer) =>
      readStream(inner, ring, customer).then((events) => ({ customer, events })),
    ),
  )
  const said = [...personEvents, ...customers.flatMap(({ events }) => events)]
  const blocked = await blockedSubjects(
    ring,
    said.flatMap(({ data }) => addressesIn(data)),
  )
  // Before the keys are destroyed, so that a process that dies in between leaves both to the next one.
  await ring.renew(snapshotSubject)
  await ring.destroy([...blocked, ...subjects, ...customers.map(({ customer }) => customer)])
}

/**
 * Destroys the keys of the persons that events erase, and of their private customers, and blocks their addresses. Does
 * nothing for persons that are erased already.
 */
export const eraseKeys = async (inner: EventStore, ring: KeyRing, events: readonly RecordedEvent[]): Promise<void> => {
  for (const event of events) if (isErasure(event)) await erasePerson(inner, ring, event)
}
