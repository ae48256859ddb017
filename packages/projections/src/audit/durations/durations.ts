import { addDays, type CalendarDate, type CustomerEvent, daysBetween, type Rows, rowFor } from '@clientele/domain'
import type { HistorySubject } from '../../history/line.js'
import { employeeName, groupName, valueName } from '../../history/names.js'
import { paginate } from '../../query/paging/paginate.js'
import type { Register } from '../../register/register.js'
import type { AuditSource } from '../audit-source.js'
import type { AuditContext } from '../changes/changes.js'
import { endedByDeletion, isDeletion } from '../field-history/deletion.js'
import { createTimes } from '../field-history/event-times.js'
import { eventsChanging, ownEvents } from '../field-history/field-history.js'
import { type FieldChange, foldOf } from '../field-history/fold.js'
import { type Rectangle, rectanglesNow } from '../field-history/rectangles.js'

/** What durations are computed for: membership in a group, segment or status, or an owner. */
export const durationKinds = ['group', 'segment', 'status', 'owner'] as const
export type DurationKind = (typeof durationKinds)[number]

/** How long a customer was in a group, segment or status, or had an owner, as of a day (by default today). */
export type DurationsQuestion = AuditContext & {
  readonly subject: HistorySubject & { readonly kind: 'customer' }
  readonly of: DurationKind
  readonly asOf?: CalendarDate | undefined
}

/**
 * An uninterrupted time, with the current name. `until` is exclusive, `null` if the time has not ended; then `days`
 * counts up to the day asked for, inclusive.
 */
export type DurationRow = {
  readonly name: string
  readonly id: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly days: number
}

/** The ids that an event removes (`old`) and adds (`new`). `isLate`: see `needsOld` of a field change. */
type Move = { readonly old?: string | null; readonly new: string | null; readonly isLate?: boolean }

type Moves = Partial<Rows<CustomerEvent, readonly [], Move>>

type Kind = {
  /** The name of the field in history lines. */
  readonly field: string
  readonly moves: Moves
  nameOf(register: Register, id: string): string | null
}

const kinds: { readonly [K in DurationKind]: Kind } = {
  group: {
    field: 'customerGroup',
    moves: {
      CustomerMovedToGroup: ({ from, to, reason }) => ({ old: from, new: to, isLate: reason === 'groupDeleted' }),
      CustomerAddedToGroup: ({ groupId }) => ({ new: groupId }),
      CustomerRemovedFromGroup: ({ groupId }) => ({ old: groupId, new: null }),
    },
    nameOf: groupName,
  },
  segment: {
    field: 'segment',
    moves: {
      CustomerRegistered: ({ segment = null }) => ({ new: segment }),
      CustomerSegmentChanged: ({ to }) => ({ new: to }),
    },
    nameOf: (register, id) => valueName(register, 'segment', id),
  },
  status: {
    field: 'status',
    moves: {
      CustomerRegistered: ({ status = null }) => ({ new: status }),
      CustomerStatusChanged: ({ to }) => ({ new: to }),
    },
    nameOf: (register, id) => valueName(register, 'status', id),
  },
  owner: {
    field: 'owner',
    moves: {
      CustomerRegistered: ({ ownerId = null }) => ({ new: ownerId }),
      CustomerOwnerChanged: ({ to }) => ({ new: to }),
    },
    nameOf: employeeName,
  },
}

const fieldChanges = (source: AuditSource, { subject, of, viewer }: DurationsQuestion): readonly FieldChange[] => {
  const { register, history, journal } = source
  const log = history.log()
  const all = ownEvents(source, subject, viewer)
  const [first] = all
  const { field, moves } = kinds[of]
  const timesOf = createTimes(
    subject.kind,
    first === undefined ? null : log.entryAt(first),
    register.settings.policies.timeZone,
  )
  const events = eventsChanging(log, all, [field])
  return journal.dataAt(events).flatMap((data, index) => {
    const { type, recordedAt, at } = log.entryAt(events[index] ?? 0)
    const times = timesOf({ type, recordedAt, at, effectiveDate: null })
    if (isDeletion(type)) return [endedByDeletion(times)]
    const move = rowFor<Move>(moves, type)?.(data)
    if (move === undefined) return []
    const { old = null, new: id, isLate = false } = move
    const replacesAll = type === 'CustomerMovedToGroup'
    return [{ ...times, old, new: id, shown: id, replacesAll, needsOld: isLate && old !== null }]
  })
}

type Time = Pick<DurationRow, 'id' | 'from' | 'until'>

/** Joins rectangles of consecutive days into uninterrupted times. */
const timesIn = (rectangles: readonly Rectangle[]): readonly Time[] => {
  const ended: Time[] = []
  let running: ReadonlyMap<string, CalendarDate> = new Map()
  for (const { current, from: day } of rectangles) {
    const ids = current.flatMap(({ new: id }) => id ?? [])
    for (const [id, from] of running) if (!ids.includes(id)) ended.push({ id, from, until: day })
    running = new Map(ids.map((id) => [id, running.get(id) ?? day]))
  }
  return [...ended, ...Array.from(running, ([id, from]) => ({ id, from, until: null }))]
}

const byFirstDay = (one: Time, other: Time): number => {
  if (one.from === other.from) return 0
  return one.from < other.from ? -1 : 1
}

/**
 * How long a customer was in each group, segment or status, or had each owner, as of a day, earliest first, as known
 * now. Times without a value have no row.
 */
export const durations = (source: AuditSource, question: DurationsQuestion): readonly DurationRow[] => {
  const { register } = source
  const { of, asOf = register.today() } = question
  const { field, nameOf } = kinds[of]
  const rectangles = rectanglesNow(fieldChanges(source, question), foldOf(field)).filter(({ from }) => from <= asOf)
  const times = [...timesIn(rectangles)].sort(byFirstDay)
  return Array.from(paginate(times, question), ({ id, from, until }) => ({
    name: nameOf(register, id) ?? id,
    id,
    from,
    until,
    days: daysBetween(from, until ?? addDays(asOf, 1)),
  }))
}
