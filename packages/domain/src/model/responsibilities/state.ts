import type { Draft } from 'immer'
import type { Evolve } from '../../kernel/aggregate.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { type Assignment, withRole } from './assignment.js'
import type { ResponsibilityEvent } from './events.js'

/** A responsibility that the matrix or a removal ended on a day, as it was before. */
export type Removed = { readonly assignment: Assignment; readonly on: CalendarDate }

/** The responsibilities on one customer or project. */
export type Responsibilities = {
  readonly assignments: readonly Assignment[]
  readonly removed: readonly Removed[]
}

export const noResponsibilities: Responsibilities = { assignments: [], removed: [] }

type Change = (assignments: readonly Assignment[]) => readonly Assignment[]

const changeAssignment =
  (assignmentId: string, change: (assignment: Assignment) => Assignment): Change =>
  (assignments) =>
    assignments.map((one) => (one.assignmentId === assignmentId ? change(one) : one))

const without =
  (assignmentId: string): Change =>
  (assignments) =>
    assignments.filter((one) => one.assignmentId !== assignmentId)

/** The changes of responsibility events to the list of assignments. */
export const assignmentChanges: {
  readonly [K in ResponsibilityEvent['type']]: (data: Extract<ResponsibilityEvent, { type: K }>['data']) => Change
} = {
  ResponsibleAssigned:
    ({ assignmentId, employeeId, roleId, from, until }) =>
    (assignments) => [...assignments, { assignmentId, employeeId, roleId, from, until, earlierRoles: [] }],
  ResponsibilityEnded: ({ assignmentId, until }) => changeAssignment(assignmentId, (one) => ({ ...one, until })),
  ResponsibilityVoided: ({ assignmentId }) => without(assignmentId),
  ResponsibilityIntervalChanged: ({ assignmentId, from, until }) =>
    changeAssignment(assignmentId, (one) => ({ ...one, from, until })),
  ResponsibleRoleAdded: ({ assignmentId, roleId, from }) =>
    changeAssignment(assignmentId, (one) => withRole(one, roleId, from)),
  ResponsibleRoleRemoved: ({ assignmentId, from }) =>
    changeAssignment(assignmentId, (one) => withRole(one, null, from)),
}

type Holder = { readonly responsibilities: Responsibilities }

const applyChange =
  (change: Change) =>
  (holder: Draft<Holder>): void => {
    holder.responsibilities.assignments = [...change(holder.responsibilities.assignments)] as Draft<Assignment[]>
  }

const removeAssignment =
  (assignmentId: string, on: CalendarDate | undefined, change: Change) =>
  (holder: Draft<Holder>): void => {
    const { assignments, removed } = holder.responsibilities
    const assignment = assignments.find((one) => one.assignmentId === assignmentId)
    const sameDay = removed.filter((one) => one.on === on)
    if (assignment !== undefined && on !== undefined) holder.responsibilities.removed = [...sameDay, { assignment, on }]
    applyChange(change)(holder)
  }

/** The `evolve` rows for responsibilities of customers and projects. */
export const evolveResponsibilities: Evolve<ResponsibilityEvent, Holder> = {
  ResponsibleAssigned: (data) => (holder) => {
    holder.responsibilities.removed = holder.responsibilities.removed.filter(
      ({ assignment }) => assignment.employeeId !== data.employeeId,
    )
    applyChange(assignmentChanges.ResponsibleAssigned(data))(holder)
  },
  ResponsibilityEnded: (data) =>
    removeAssignment(data.assignmentId, data.removedOn, assignmentChanges.ResponsibilityEnded(data)),
  ResponsibilityVoided: (data) =>
    removeAssignment(data.assignmentId, data.removedOn, assignmentChanges.ResponsibilityVoided(data)),
  ResponsibilityIntervalChanged: (data) => applyChange(assignmentChanges.ResponsibilityIntervalChanged(data)),
  ResponsibleRoleAdded: (data) => applyChange(assignmentChanges.ResponsibleRoleAdded(data)),
  ResponsibleRoleRemoved: (data) => applyChange(assignmentChanges.ResponsibleRoleRemoved(data)),
}
