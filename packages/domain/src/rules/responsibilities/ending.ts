import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { endsBy, startsFrom } from '../../kernel/values/interval.js'
import type { Assignment } from '../../model/responsibilities/assignment.js'
import {
  ResponsibilityEnded,
  type ResponsibilityEvent,
  ResponsibilityVoided,
} from '../../model/responsibilities/events.js'
import { assignmentChanges } from '../../model/responsibilities/state.js'

type Marks = { readonly reason?: string; readonly removedOn?: CalendarDate }

/** Ends a responsibility on a day, or voids it if it has not started by then. */
export const endFrom = (
  { assignmentId, employeeId, ...interval }: Assignment,
  until: CalendarDate,
  marks: Marks = {},
): ResponsibilityEvent =>
  startsFrom(interval, until)
    ? ResponsibilityVoided({ assignmentId, employeeId, ...marks })
    : ResponsibilityEnded({ assignmentId, employeeId, until, ...marks })

/** Returns the responsibilities of an employee that last beyond a day. */
export const lastingBeyond = (
  assignments: readonly Assignment[],
  employeeId: string,
  date: CalendarDate,
): readonly Assignment[] => assignments.filter((one) => one.employeeId === employeeId && !endsBy(one, date))

/** Returns the assignments after the events. */
export const afterEvents = (
  assignments: readonly Assignment[],
  events: readonly ResponsibilityEvent[],
): readonly Assignment[] =>
  events.reduce((current, { type, data }) => {
    const change = assignmentChanges[type] as (data: unknown) => (list: readonly Assignment[]) => readonly Assignment[]
    return change(data)(current)
  }, assignments)
