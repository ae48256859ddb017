import {
  type Assignment,
  addDays,
  beginBeforeTheyEnd,
  type CalendarDate,
  type Customer,
  covers,
  customerStream,
  dateOf,
  employeeStream,
  endsBy,
  idOfStream,
  type KnownEvent,
  neverOverlap,
  type Project,
  partsMakeTheWhole,
  projectStream,
  type Roles,
  roleOn,
  rolesStream,
  type StreamOf,
  settingsStream,
} from '@clientele/domain'
import { cellOf, type Projections, type Views } from '@clientele/projections'
import type { ExecutedCommand, History } from '../histories/index.js'
import { historyOf, historyUpTo } from '../histories/index.js'
import { responsible } from './about.js'
import { invariant, projected, registeredIn, written } from './invariant.js'
import { brokenAt } from './moments.js'

const responsibilitiesHold = ({ after }: { readonly after: Pick<Customer, 'responsibilities'> }): boolean => {
  const { assignments } = after.responsibilities
  return neverOverlap(assignments) && beginBeforeTheyEnd(assignments) && assignments.every(partsMakeTheWhole)
}

export const noOverlaps = invariant({
  title: 'INV-08 responsibilities of one employee in one role never overlap, and begin before they end',
  about: responsible,
  broken: ({ log }) => [
    ...brokenAt(log, 'customer', responsibilitiesHold),
    ...brokenAt(log, 'project', responsibilitiesHold),
  ],
})

const daysAround = ({ commands }: History): readonly string[] => {
  const today = commands.at(-1)?.meta.today ?? '2024-03-01'
  return [-25, -3, -1, 0, 1, 3, 10, 45].map((days) => addDays(today, days))
}

const employeesIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'EmployeeRegistered').map(({ stream }) => idOfStream(stream))

type Matrix = ReturnType<Views['responsibilityMatrix']>

/** Whose responsibilities count for each employee on a day: its own, and theirs who are away and have it for a substitute. */
const countingOn = (
  history: History,
  employeeIds: readonly string[],
  asOf: string,
): ReadonlyMap<string, Set<string>> => {
  const counting = new Map(employeeIds.map((employeeId) => [employeeId, new Set([employeeId])]))
  for (const away of employeeIds)
    for (const absence of history.stateOf(employeeStream(away)).absences)
      if (covers(absence, asOf)) counting.get(absence.substituteId)?.add(away)
  return counting
}

const wrongCellsOn = (history: History, matrix: Matrix, asOf: string): readonly string[] => {
  const counting = countingOn(history, employeesIn(history.log), asOf)
  const columns = new Set(matrix.columns.map(({ employeeId }) => employeeId))
  return matrix.rows.flatMap((row) => {
    const { kind, id } = row.subject
    const stream = kind === 'project' ? projectStream(id) : customerStream(id)
    const { assignments } = history.stateOf<Pick<Customer, 'responsibilities'>>(stream).responsibilities
    const covering = assignments.filter((one) => covers(one, asOf))
    return [...counting].flatMap(([employeeId, those]) => {
      const isCovered = covering.some((one) => those.has(one.employeeId))
      const isOnInMatrix = cellOf(row, employeeId).responsible
      const isShown = columns.has(employeeId) || !isCovered
      return isShown && isCovered === isOnInMatrix ? [] : [`${stream.name} ${employeeId} ${asOf}: ${isOnInMatrix}`]
    })
  })
}

/** A history without what happened after a day that is over. */
const asHappenedBy = (day: CalendarDate, history: History, { register }: Projections): History => {
  const { timeZone } = register.settings.policies
  return day >= register.today()
    ? history
    : historyOf(history.log.filter(({ occurrence }) => dateOf(occurrence.at, timeZone) <= day))
}

export const cells = invariant({
  title: 'INV-11 a cell of the matrix is on exactly on the days some responsibility, own or stood in for, covers',
  about: responsible,
  broken: (history) => {
    const projections = projected(history.log)
    return daysAround(history).flatMap((asOf) => {
      const matrix = projections.views.responsibilityMatrix({ asOf, showProjects: true })
      return wrongCellsOn(asHappenedBy(asOf, history, projections), matrix, asOf)
    })
  },
})

type Holding = Pick<Customer, 'responsibilities'>

const projectsIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'ProjectRegistered').map(({ stream }) => idOfStream(stream))

const subjectsIn = (log: readonly KnownEvent[]): readonly StreamOf<Customer | Project>[] => [
  ...registeredIn(log).map(customerStream),
  ...projectsIn(log).map(projectStream),
]

const isLive = (subject: Customer | Project): boolean =>
  subject.kindOfSubject === 'customer'
    ? !subject.archived && !subject.deleted && subject.mergedInto === null
    : !subject.closed

const holdersOn = (assignments: readonly Assignment[], roleId: string, day: CalendarDate): readonly string[] => [
  ...new Set(
    assignments.filter((one) => covers(one, day) && roleOn(one, day) === roleId).map(({ employeeId }) => employeeId),
  ),
]

const daysFrom = (today: CalendarDate, count: number): readonly CalendarDate[] =>
  Array.from({ length: count }, (_, days) => addDays(today, days))

const doublyHeld = (history: History): readonly string[] => {
  const roles = history.stateOf(rolesStream)
  const singles = [...roles.byId].filter(([, { cardinality }]) => cardinality === 'single').map(([roleId]) => roleId)
  const days = daysFrom(addDays(history.commands.at(-1)?.meta.today ?? '2024-03-01', -60), 120)
  return subjectsIn(history.log).flatMap((stream) => {
    const { assignments } = history.stateOf<Holding>(stream).responsibilities
    return singles.flatMap((roleId) =>
      days
        .filter((day) => holdersOn(assignments, roleId, day).length > 1)
        .slice(0, 1)
        .map((day) => `${stream.name} ${roleId} ${day}`),
    )
  })
}

const requiredRoles = ({ byId }: Roles): readonly string[] =>
  [...byId].filter(([, { required }]) => required).map(([roleId]) => roleId)

/** Required roles that a command took from a subject that goes on needing them. */
const vacatedBy = (history: History, executed: ExecutedCommand): readonly string[] => {
  const touched = new Set(executed.answer.events.map(({ stream }) => stream))
  const streams = subjectsIn(history.log).filter(({ name }) => touched.has(name))
  if (streams.length === 0) return []
  const [before, after] = [historyUpTo(history, executed.before), historyUpTo(history, executed.after)]
  const required = requiredRoles(before.stateOf(rolesStream))
  return streams.flatMap((stream) => {
    const [was, is] = [before.stateOf(stream), after.stateOf(stream)]
    if (!isLive(was) || !isLive(is)) return []
    return required.flatMap((roleId) =>
      daysFrom(executed.meta.today, 60)
        .filter((day) => holdersOn(was.responsibilities.assignments, roleId, day).length > 0)
        .filter((day) => holdersOn(is.responsibilities.assignments, roleId, day).length === 0)
        .slice(0, 1)
        .map((day) => written(executed, `${stream.name} ${roleId} vacant on ${day}`)),
    )
  })
}

export const rolesHeld = invariant({
  title: 'INV-09 a single-holder role has one holder on any day, and no command leaves a required role vacant',
  about: responsible,
  broken: (history) => [
    ...doublyHeld(history),
    ...history.commands.flatMap((executed) => vacatedBy(history, executed)),
  ],
})

export const leavers = invariant({
  title: 'INV-10 no responsibility goes on past the day its employee left, unless policy keeps it',
  about: responsible,
  broken: (history) => {
    if (history.stateOf(settingsStream).policies.employeeDeactivation === 'keep') return []
    return subjectsIn(history.log).flatMap((stream) =>
      history.stateOf<Holding>(stream).responsibilities.assignments.flatMap((one) => {
        const { inactiveFrom } = history.stateOf(employeeStream(one.employeeId))
        const isOver = inactiveFrom === null || endsBy(one, inactiveFrom)
        return isOver ? [] : [`${stream.name} ${one.employeeId} past ${inactiveFrom}`]
      }),
    )
  },
})
