import {
  type CalendarDate,
  dateOf,
  failureError,
  idOfStream,
  type KnownEvent,
  linkedTo,
  readEvent,
} from '@clientele/domain'
import { personOfCustomer, personsLinkedTo, type ReadableRegister } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { ReadableLog } from '../log/abortable.js'

/** The days of the last activities in a log, by the actors' clocks, inclusive. */
export type LastActivity = {
  /** The day of the last event or plan about a person. */
  readonly ofPersons: ReadonlyMap<string, CalendarDate>
  /** Since when customers have been archived. */
  readonly archivedSince: ReadonlyMap<string, CalendarDate>
  /** The last day on which data that an erasure has kept of a person is needed. */
  readonly neededUntil: ReadonlyMap<string, CalendarDate>
  /** The last revision of a person's stream. */
  readonly revisions: ReadonlyMap<string, number>
}

// Holds and erasures are no activity of a person.
const administrative: ReadonlySet<string> = new Set(['LegalHoldPlaced', 'LegalHoldLifted', 'PersonErased'])

const textsAt = (data: object, ...fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => {
    const value: unknown = Reflect.get(data, field)
    return [value].flat().filter((one) => typeof one === 'string')
  })

const personIdsIn = (register: ReadableRegister, stream: string, data: object): readonly string[] => [
  ...textsAt(data, 'personId', 'personIds'),
  ...(stream.startsWith('activity-') ? personsLinkedTo(register.tables, linkedTo(data)) : []),
]

const keepLater = (days: Map<string, CalendarDate>, id: string, day: CalendarDate): void => {
  const known = days.get(id)
  if (known === undefined || known < day) days.set(id, day)
}

/** The persons an event is about: those in its data, and those of its stream according to the current register. */
const personsOfEvent =
  (register: ReadableRegister, ofActivities: Map<string, readonly string[]>) =>
  ({ stream, data }: KnownEvent): readonly string[] => {
    const { tables } = register
    const [id, named] = [idOfStream(stream), personIdsIn(register, stream, data)]
    if (stream.startsWith('person-')) return [id, ...named]
    if (stream.startsWith('activity-')) {
      // A deleted note is in no table: its first event names its persons.
      if (!ofActivities.has(id)) ofActivities.set(id, named)
      return [...(ofActivities.get(id) ?? []), ...named]
    }
    const self = stream.startsWith('customer-') ? personOfCustomer(tables, id) : null
    return self === null ? named : [self, ...named]
  }

/** Finds the surviving person of a record after all merges. */
const survivorIn =
  ({ tables }: ReadableRegister) =>
  (personId: string): string => {
    let [id, left] = [personId, tables.persons.size]
    for (let next = tables.persons.get(id)?.mergedInto; next != null && left > 0; left -= 1) {
      id = next
      next = tables.persons.get(id)?.mergedInto
    }
    return id
  }

const activitiesIn = (register: ReadableRegister) => {
  const persons = new Map<string, readonly string[]>()
  const planned: (readonly [personId: string, day: CalendarDate])[] = []
  const { notes, meetings, tasks, files, emails } = register.tables
  for (const table of [notes, meetings, tasks, files, emails])
    for (const row of table.rows()) persons.set(row.activityId, personsLinkedTo(register.tables, row))
  const plan = (activityId: string, day: CalendarDate | null): void => {
    if (day !== null) planned.push(...(persons.get(activityId) ?? []).map((id) => [id, day] as const))
  }
  for (const { activityId, date } of meetings.rows()) plan(activityId, date)
  for (const { activityId, dueDate } of tasks.rows()) plan(activityId, dueDate)
  return { persons, planned }
}

async function* knownEvents(log: ReadableLog): AsyncGenerator<KnownEvent, undefined> {
  for await (const batch of log.readAll())
    for (const recorded of batch) {
      const event = readEvent(recorded)
      if (isLeft(event)) throw failureError(event.left)
      if (event.right !== null) yield event.right
    }
}

const noteArchiving = (since: Map<string, CalendarDate>, { type, stream }: KnownEvent, day: CalendarDate): void => {
  const customerId = idOfStream(stream)
  if (type === 'CustomerArchived' || type === 'CustomerDeleted' || type === 'CustomerMergedInto')
    since.set(customerId, since.get(customerId) ?? day)
  if (type === 'CustomerRestored') since.delete(customerId)
}

/** Reads the whole log to find the last activity of persons. Rejects if reading does. */
export const lastActivity = async (log: ReadableLog, register: ReadableRegister): Promise<LastActivity> => {
  const { persons, planned } = activitiesIn(register)
  const [about, survivor] = [personsOfEvent(register, persons), survivorIn(register)]
  const { timeZone } = register.settings.policies
  const [ofPersons, archivedSince] = [new Map<string, CalendarDate>(), new Map<string, CalendarDate>()]
  const [neededUntil, revisions] = [new Map<string, CalendarDate>(), new Map<string, number>()]
  for (const [personId, day] of planned) keepLater(ofPersons, survivor(personId), day)
  for await (const event of knownEvents(log)) {
    const day = dateOf(event.occurrence.at, timeZone)
    noteArchiving(archivedSince, event, day)
    if (event.stream.startsWith('person-')) revisions.set(idOfStream(event.stream), event.revision)
    if (event.type === 'PersonErased' && event.data.retainedUntil != null)
      keepLater(neededUntil, survivor(idOfStream(event.stream)), event.data.retainedUntil)
    if (administrative.has(event.type)) continue
    for (const personId of about(event)) keepLater(ofPersons, survivor(personId), day)
  }
  return { ofPersons, archivedSince, neededUntil, revisions }
}
