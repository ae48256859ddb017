import { type Assignment, type CalendarDate, covers } from '@clientele/domain'
import type { Times } from './event-times.js'

/** An event that changes a responsibility; `assignmentId` is `null` if it ends all, because it deletes the subject. */
export type Change = Times & {
  readonly assignmentId: string | null
  /** The responsibility after the event; empty if it was cancelled. */
  after(before: readonly Assignment[]): readonly Assignment[]
}

/** No responsibility. */
export const none: readonly Assignment[] = []

/** From a change on a responsibility covers a day, or no longer does. */
export type Flip = { readonly assignment: Assignment; readonly isOn: boolean }

/** The numbers of the changes of each responsibility; a deletion is a change of all. */
const changesById = (changes: readonly Change[]): ReadonlyMap<string, readonly number[]> => {
  const byId = new Map<string, number[]>()
  for (const [at, { assignmentId }] of changes.entries())
    if (assignmentId === null) for (const own of byId.values()) own.push(at)
    else byId.set(assignmentId, [...(byId.get(assignmentId) ?? []), at])
  return byId
}

type Own = readonly Change[]

const intervalDays = (own: Own, asOf: CalendarDate): readonly CalendarDate[] => {
  let assignments = none
  return own
    .filter(({ day }) => day <= asOf)
    .flatMap(({ assignmentId, after }) => {
      assignments = assignmentId === null ? none : after(assignments)
      return assignments.flatMap(({ from, until }) => [from, until].filter((one) => one !== null))
    })
}

/**
 * The days on which the coverage by a responsibility may change: those of its changes, its first days and ends. A change
 * that is recorded before an earlier one may not count on a day, so the others are followed without it.
 */
const turnsOf = (own: Own): ReadonlySet<CalendarDate> => {
  const days = own.map(({ day }) => day)
  const sorted = days.toSorted()
  const isInOrder = days.every((day, at) => day === sorted[at])
  const counting = isInOrder ? sorted.slice(-1) : new Set(sorted)
  return new Set([...sorted, ...[...counting].flatMap((asOf) => intervalDays(own, asOf))])
}

/** On which responsibilities a day is covered, as they became known. */
export type Coverage = {
  /** The days on which it may change, from that of the first change on. */
  readonly days: readonly CalendarDate[]
  /**
   * The flips on a day by the number of the change; to be called for ascending days. A deletion has no flips: it ends
   * all that covers the day.
   */
  flipsOn(day: CalendarDate): readonly (Flip | undefined)[]
}

/** Creates the coverage. On a day only the responsibilities that may differ from the day before are followed again. */
export const createCoverage = (changes: readonly Change[]): Coverage => {
  const turns = [...changesById(changes).values()]
    .flatMap((own) => Array.from(turnsOf(own.flatMap((at) => changes[at] ?? [])), (day) => ({ day, own })))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
  const changed = changes.map(({ day }) => day).sort()
  const flips: (Flip | undefined)[] = []
  let next = 0

  const follow = (own: readonly number[], day: CalendarDate): void => {
    let assignments = none
    let covering: Assignment | undefined
    for (const at of own) {
      const change = changes[at]
      flips[at] = undefined
      if (change === undefined || change.day > day) continue
      assignments = change.assignmentId === null ? none : change.after(assignments)
      const found = assignments.find((one) => covers(one, day))
      const changed = found ?? covering
      if (changed === undefined || (found === undefined) === (covering === undefined)) continue
      if (change.assignmentId !== null) flips[at] = { assignment: changed, isOn: found !== undefined }
      covering = found
    }
  }

  return {
    days: [...new Set([...changed, ...turns.map(({ day }) => day)])].filter((day) => day >= (changed[0] ?? '')).sort(),
    flipsOn: (day) => {
      const due = new Set<readonly number[]>()
      for (; next < turns.length && (turns[next]?.day ?? '') <= day; next += 1) due.add(turns[next]?.own ?? [])
      for (const own of due) follow(own, day)
      return flips
    },
  }
}
