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
  roleOn,
  rolesStream,
  type StreamOf,
  settingsStream,
} from '@clientele/domain'
import { cellOf, type Projections, type Views } from '@clientele/projections'
import type { ExecutedCommand, History } from '../histories/index.js'
import { historyOf, historyUpTo } from '../histories/index.js'
import { responsibilityCommands } from './command-types.js'
import { describeCommand, invariant, projected, registeredCustomers } from './invariant.js'
import { brokenAt } from './moments.js'

const areResponsibilitiesValid = ({ after }: { readonly after: Pick<Customer, 'responsibilities'> }): boolean => {
  const { assignments } = after.responsibilities
  return neverOverlap(assignments) && beginBeforeTheyEnd(assignments) && assignments.every(partsMakeTheWhole)
}

export const noOverlaps = invariant({
  title: 'INV-08 responsibilities of one employee in the same role never overlap, and start before they end',
  about: responsibilityCommands,
  broken: ({ log }) => [
    ...brokenAt(log, 'customer', areResponsibilitiesValid),
    ...brokenAt(log, 'project', areResponsibilitiesValid),
  ],
})

const daysAround = ({ commands }: History): readonly string[] => {
  const today = commands.at(-1)?.meta.today ?? '2024-03-01'
  return [-25, -3, -1, 0, 1, 3, 10, 45].map((days) => addDays(today, days))
}

const employeesIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'EmployeeRegistered').map(({ stream }) => idOfStream(stream))

type Matrix = ReturnType<Views['responsibilityMatrix']>

/** Maps each employee to the ids whose responsibilities they have on a day: their own, and those of absentees they replace. */
const representedOn = (
  history: History,
  employeeIds: readonly string[],
  asOf: string,
): ReadonlyMap<string, Set<string>> => {
  const represented = new Map(employeeIds.map((employeeId) => [employeeId, new Set([employeeId])]))
  for (const absentId of employeeIds)
    for (const absence of history.stateOf(employeeStream(absentId)).absences)
      if (covers(absence, asOf)) represented.get(absence.substituteId)?.add(absentId)
  return represented
}

const wrongCellsOn = (history: History, matrix: Matrix, asOf: string): readonly string[] => {
  const represented = representedOn(history, employeesIn(history.log), asOf)
  const columns = new Set(matrix.columns.map(({ employeeId }) => employeeId))
  return matrix.rows.flatMap((row) => {
    const { kind, id } = row.subject
    const stream = kind === 'project' ? projectStream(id) : customerStream(id)
    const { assignments } = history.stateOf<Pick<Customer, 'responsibilities'>>(stream).responsibilities
    const covering = assignments.filter((one) => covers(one, asOf))
    return [...represented].flatMap(([employeeId, representedIds]) => {
      const isCovered = covering.some((one) => representedIds.has(one.employeeId))
      const isOnInMatrix = cellOf(row, employeeId).responsible
      const isShown = columns.has(employeeId) || !isCovered
      return isShown && isCovered === isOnInMatrix ? [] : [`${stream.name} ${employeeId} ${asOf}: ${isOnInMatrix}`]
    })
  })
}

/** Leaves out what happened after a past day. */
const historyAsOf = (day: CalendarDate, history: History, { register }: Projections): History => {
  const { timeZone } = register.settings.policies
  return day >= register.today()
    ? history
    : historyOf(history.log.filter(({ occurrence }) => dateOf(occurrence.at, timeZone) <= day))
}

export const matrixCells = invariant({
  title: 'INV-11 a cell of the matrix is set on exactly the days that a responsibility covers, own or as a substitute',
  about: responsibilityCommands,
  broken: (history) => {
    const projections = projected(history.log)
    return daysAround(history).flatMap((asOf) => {
      const matrix = projections.views.responsibilityMatrix({ asOf, showProjects: true })
      return wrongCellsOn(historyAsOf(asOf, history, projections), matrix, asOf)
    })
  },
})

type WithResponsibilities = Pick<Customer, 'responsibilities'>

const projectsIn = (log: readonly KnownEvent[]): readonly string[] =>
  log.filter(({ type }) => type === 'ProjectRegistered').map(({ stream }) => idOfStream(stream))

const subjectsIn = (log: readonly KnownEvent[]): readonly StreamOf<Customer | Project>[] => [
  ...registeredCustomers(log).map(customerStream),
  ...projectsIn(log).map(projectStream),
]

const isLive = (subject: Customer | Project): boolean =>
  subject.kindOfSubject === 'customer'
    ? !subject.archived && !subject.deleted && subject.mergedInto === null
    : !subject.closed

/** The subjects that accept commands: a merged customer keeps the responsibilities that it had. */
const changeableSubjects = (history: History): readonly StreamOf<Customer | Project>[] =>
  subjectsIn(history.log).filter((stream) => {
    const subject = history.stateOf(stream)
    return subject.kindOfSubject === 'project' || subject.mergedInto === null
  })

const holdersOn = (assignments: readonly Assignment[], roleId: string, day: CalendarDate): readonly string[] => [
  ...new Set(
    assignments.filter((one) => covers(one, day) && roleOn(one, day) === roleId).map(({ employeeId }) => employeeId),
  ),
]

const daysFrom = (today: CalendarDate, count: number): readonly CalendarDate[] =>
  Array.from({ length: count }, (_, days) => addDays(today, days))

const rolesWithSeveralHolders = (history: History): readonly string[] => {
  const roles = history.stateOf(rolesStream)
  const singles = [...roles.byId].filter(([, { cardinality }]) => cardinality === 'single').map(([roleId]) => roleId)
  const days = daysFrom(addDays(history.commands.at(-1)?.meta.today ?? '2024-03-01', -60), 120)
  return changeableSubjects(history).flatMap((stream) => {
    const { assignments } = history.stateOf<WithResponsibilities>(stream).responsibilities
    return singles.flatMap((roleId) =>
      days
        .filter((day) => holdersOn(assignments, roleId, day).length > 1)
        .slice(0, 1)
        .map((day) => `${stream.name} ${roleId} ${day}`),
    )
  })
}

/** The roles that must be held: none while roles are disabled, and no retired ones. */
const requiredRoles = (history: History): readonly string[] =>
  history.stateOf(settingsStream).policies.rolesEnabled
    ? [...history.stateOf(rolesStream).byId]
        .filter(([, { required, retired }]) => required && !retired)
        .map(([roleId]) => roleId)
    : []

/** Describes the required roles that a command left vacant on subjects that are live before and after it. */
const rolesVacatedBy = (history: History, executed: ExecutedCommand): readonly string[] => {
  const touched = new Set(executed.answer.events.map(({ stream }) => stream))
  const streams = subjectsIn(history.log).filter(({ name }) => touched.has(name))
  if (streams.length === 0) return []
  const [before, after] = [historyUpTo(history, executed.before), historyUpTo(history, executed.after)]
  const required = requiredRoles(before)
  return streams.flatMap((stream) => {
    const [was, is] = [before.stateOf(stream), after.stateOf(stream)]
    if (!isLive(was) || !isLive(is)) return []
    return required.flatMap((roleId) =>
      daysFrom(executed.meta.today, 60)
        .filter((day) => holdersOn(was.responsibilities.assignments, roleId, day).length > 0)
        .filter((day) => holdersOn(is.responsibilities.assignments, roleId, day).length === 0)
        .slice(0, 1)
        .map((day) => describeCommand(executed, `${stream.name} ${roleId} vacant on ${day}`)),
    )
  })
}

export const roleHolders = invariant({
  title: 'INV-09 a single-holder role has one holder on any day; no command leaves a required role vacant',
  about: responsibilityCommands,
  broken: (history) => [
    ...rolesWithSeveralHolders(history),
    ...history.commands.flatMap((executed) => rolesVacatedBy(history, executed)),
  ],
})

export const responsibilitiesOfLeavers = invariant({
  title: 'INV-10 no responsibility continues after its employee left, unless the policy keeps it',
  about: responsibilityCommands,
  broken: (history) => {
    if (history.stateOf(settingsStream).policies.employeeDeactivation === 'keep') return []
    return changeableSubjects(history).flatMap((stream) =>
      history.stateOf<WithResponsibilities>(stream).responsibilities.assignments.flatMap((one) => {
        const { inactiveFrom } = history.stateOf(employeeStream(one.employeeId))
        const isOver = inactiveFrom === null || endsBy(one, inactiveFrom)
        return isOver ? [] : [`${stream.name} ${one.employeeId} past ${inactiveFrom}`]
      }),
    )
  },
})
