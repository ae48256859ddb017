import type { StreamOf } from '../../kernel/aggregate.js'
import { type Meta, newId, type Outcome, type Write, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { endsBy, type Interval, overlaps } from '../../kernel/values/interval.js'
import { SuccessorRequired } from '../../model/employee/rejections.js'
import { type Assignment, segmentsOf } from '../../model/responsibilities/assignment.js'
import type { ResponsibilityEvent } from '../../model/responsibilities/events.js'
import type { Roles } from '../../model/roles/state.js'
import type { Settings } from '../../model/settings/state.js'
import { assignmentEvent } from '../responsibilities/assign.js'
import { afterEvents, endFrom, lastingBeyond } from '../responsibilities/ending.js'
import { laterStart, uncoveredDays } from '../responsibilities/gaps.js'
import type { Wanted } from '../responsibilities/rules.js'
import { vacancy } from '../responsibilities/rules.js'
import { customerOf, isOpen, needsRoles, type Subject } from '../responsibilities/subject.js'

/** Customers and projects by stream. */
export type Subjects = ReadonlyMap<StreamName, Subject>

/** A handover from one employee to another, or to none, from a day on. */
export type Handover = {
  readonly fromEmployeeId: string
  readonly toEmployeeId: string | null
  readonly effective: CalendarDate
  readonly reason: string
}

/** The effect of a handover on one customer or project. */
export type SubjectHandover = {
  readonly stream: StreamName
  readonly subject: Subject
  readonly ended: readonly ResponsibilityEvent[]
  readonly taken: readonly Wanted[]
  /**
   * The number of roles that are not taken over: the successor holds them there already, or the subject takes no new
   * responsibilities.
   */
  readonly alreadyHeld: number
  readonly closed: number
}

const heldParts = (assignments: readonly Assignment[], wanted: Wanted): readonly Interval[] =>
  assignments
    .filter(({ employeeId }) => employeeId === wanted.employeeId)
    .flatMap(segmentsOf)
    .filter((part) => part.roleId === wanted.roleId && overlaps(part, wanted))

type Taken = Pick<SubjectHandover, 'taken' | 'alreadyHeld' | 'closed'>

/** Returns what the successor takes over: role and remaining interval, unless held already. */
const takeOver = (subject: Subject, ending: readonly Assignment[], { toEmployeeId, effective }: Handover): Taken => {
  const parts = ending.flatMap(segmentsOf).filter((part) => !endsBy(part, effective))
  if (toEmployeeId === null) return { taken: [], alreadyHeld: 0, closed: 0 }
  if (!isOpen(subject)) return { taken: [], alreadyHeld: 0, closed: parts.length }
  const { assignments } = subject.responsibilities
  const taken: Wanted[] = []
  let alreadyHeld = 0
  for (const { roleId, from, until } of parts) {
    const wanted = { employeeId: toEmployeeId, roleId, from: laterStart(from, effective), until }
    const held = [...heldParts(assignments, wanted), ...taken.filter((one) => one.roleId === roleId)]
    const uncovered = uncoveredDays(wanted, held)
    if (uncovered.length === 0) alreadyHeld += 1
    taken.push(...uncovered)
  }
  return { taken, alreadyHeld, closed: 0 }
}

/** Counts the responsibilities of a handover. */
export const countHandover = (parts: readonly SubjectHandover[]) => {
  const sum = (count: (part: SubjectHandover) => number): number =>
    parts.reduce((total, part) => total + count(part), 0)
  return {
    ended: sum(({ ended }) => ended.length),
    assigned: sum(({ taken }) => taken.length),
    alreadyHeld: sum(({ alreadyHeld }) => alreadyHeld),
    closed: sum(({ closed }) => closed),
  }
}

/** Computes a handover, subject by subject, ordered by stream. */
export const handOver = (subjects: Subjects, handover: Handover): readonly SubjectHandover[] =>
  [...subjects]
    .map(([stream, subject]) => {
      const ending = lastingBeyond(subject.responsibilities.assignments, handover.fromEmployeeId, handover.effective)
      const ended = ending.map((one) => endFrom(one, handover.effective, { reason: handover.reason }))
      return { stream, subject, ended, ...takeOver(subject, ending, handover) }
    })
    .filter(({ ended }) => ended.length > 0)
    .sort((a, b) => (a.stream < b.stream ? -1 : 1))

/** Creates the writes of a handover; assignment ids are numbered across subjects. */
export const handoverWrites = (
  parts: readonly SubjectHandover[],
  streamFor: (stream: StreamName) => StreamOf<unknown>,
  meta: Meta,
  reason: string,
): readonly Write[] => {
  let count = 0
  return parts.map(({ stream, ended, taken }) =>
    write(
      streamFor(stream),
      ...ended,
      ...taken.map((wanted) => {
        count += 1
        return assignmentEvent(wanted, newId(meta, count), reason)
      }),
    ),
  )
}

/** A required role that a handover would leave vacant, and where: at a customer, or at a project of it. */
export type Vacated = { readonly stream: StreamName; readonly customerId: string; readonly roleId: string }

/** Returns the required roles that a handover would leave vacant. */
export const vacatedRoles = (
  parts: readonly SubjectHandover[],
  { roles, settings }: { readonly roles: Roles; readonly settings: Settings },
  effective: CalendarDate,
): readonly Vacated[] =>
  parts.flatMap(({ stream, subject, ended, taken }) => {
    const before = subject.responsibilities.assignments
    const after = [
      ...afterEvents(before, ended),
      ...taken.map((one) => ({ ...one, assignmentId: '', earlierRoles: [] })),
    ]
    const vacant = needsRoles(subject, settings) ? vacancy(roles, before, after, effective) : null
    return vacant === null ? [] : [{ stream, customerId: customerOf([stream, subject]), roleId: vacant.roleId }]
  })

/** Refuses for the first required role left vacant, with all customers concerned. */
export const unlessRolesHeld = (vacated: readonly Vacated[]): Outcome | null => {
  const sorted = [...vacated].sort((a, b) => (a.stream < b.stream ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return null
  const concerned = sorted.filter(({ roleId }) => roleId === first.roleId).map(({ customerId }) => customerId)
  return SuccessorRequired({ roleId: first.roleId, customerIds: [...new Set(concerned)] })
}
