import { type CalendarDate, type Interval, type Segment, segmentsOf } from '@clientele/domain'
import { type BitSet, emptyBitSet, forEachBit, hasBit } from '../../data-structures/bit-set.js'
import { createInterner, type Interner } from '../../data-structures/interner.js'
import { createIntervalIndex, type IntervalIndex, type KeyedInterval } from '../../data-structures/interval-index.js'
import type { AssignmentRow, SubjectKind } from '../../tables/rows.js'
import { derived, type Prepared, type RowSource } from '../derived.js'

/** The customers and projects of a holder: those an employee is responsible for, or those where a role is held. Read-only. */
export type HolderSubjects = {
  readonly customers: BitSet
  /** The ids of the projects. */
  readonly projects: readonly string[]
  hasProject(projectId: string): boolean
}

/** Responsibilities by holder (employee or role) and interval; built on first use, then maintained. */
export type ResponsibilityIndex = Prepared<AssignmentRow> & {
  /** The subjects of a holder on a day, past or future. */
  on(holder: string, asOf: CalendarDate): HolderSubjects
  /** The subjects of a holder on any day of an interval. */
  during(holder: string, days: Interval): HolderSubjects
}

/** An interval of a responsibility, and its holder. */
type HolderInterval = Interval & { readonly holder: string | null }

/** The source of the index. */
export type ResponsibilityIndexSource = {
  readonly assignments: RowSource<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
  intervalsOf(row: AssignmentRow): readonly HolderInterval[]
}

const holderInterval = ({ roleId, from, until }: Segment): HolderInterval => ({ holder: roleId, from, until })

/** The intervals of a responsibility by role; most have had only one role. */
export const intervalsByRole = (row: AssignmentRow): readonly HolderInterval[] =>
  row.earlierRoles.length === 0 ? [holderInterval(row)] : segmentsOf(row).map(holderInterval)

/** The interval of a responsibility by employee. */
export const intervalsByEmployee = ({ employeeId, from, until }: AssignmentRow): readonly HolderInterval[] => [
  { holder: employeeId, from, until },
]

const cacheLimit = 100

const [always, never] = [0, 99_999_999]

/** A date as a number that sorts like the date: 20240131. */
const dayNumber = (date: CalendarDate): number => {
  let day = 0
  for (let at = 0; at < date.length; at += 1) {
    const digit = date.charCodeAt(at) - 48
    if (digit >= 0) day = day * 10 + digit
  }
  return day
}

const dayInterval = (key: number, { from, until }: Interval): KeyedInterval => ({
  key,
  from: from === null ? always : dayNumber(from),
  until: until === null ? never : dayNumber(until),
})

const singleDay = (key: number, asOf: CalendarDate): KeyedInterval => {
  const day = dayNumber(asOf)
  return { key, from: day, until: day + 1 }
}

type IndexBySubject = { readonly [K in SubjectKind]: IntervalIndex }

const noSubjects: HolderSubjects = { customers: emptyBitSet(0), projects: [], hasProject: () => false }

/** Finds the subjects of an interval; `projects` are the ids of projects by number. */
const findSubjects = (
  { customer, project }: IndexBySubject,
  projects: Interner,
  interval: KeyedInterval,
): HolderSubjects => {
  const onProjects = project.during(interval)
  const ids: string[] = []
  forEachBit(onProjects, (number) => ids.push(projects.lookup(number)))
  const hasProject = (projectId: string): boolean => hasBit(onProjects, projects.numberOf(projectId) ?? -1)
  return { customers: customer.during(interval), projects: ids, hasProject }
}

/** Creates the index. */
export const createResponsibilityIndex = ({
  assignments,
  ordinalOf,
  intervalsOf,
}: ResponsibilityIndexSource): ResponsibilityIndex => {
  const [holders, projects] = [createInterner(), createInterner()]
  const cache = new Map<string, HolderSubjects>()

  const numberOf = (kind: SubjectKind, subjectId: string): number | undefined =>
    kind === 'customer' ? ordinalOf(subjectId) : projects.intern(subjectId)

  const put = (index: IndexBySubject, row: AssignmentRow, how: 'add' | 'remove'): void => {
    const subject = numberOf(row.kind, row.subjectId)
    if (subject === undefined) return
    for (const interval of intervalsOf(row))
      if (interval.holder !== null)
        index[row.kind][how](subject, dayInterval(holders.intern(interval.holder), interval))
  }

  const { state, prepare, changed, clear } = derived<AssignmentRow, IndexBySubject>({
    from: assignments,
    make: () => ({ customer: createIntervalIndex(Int32Array), project: createIntervalIndex(Int32Array) }),
    add: (index, row) => put(index, row, 'add'),
    remove: (index, row) => put(index, row, 'remove'),
  })

  const cached = (holder: string, when: string, intervalFor: (key: number) => KeyedInterval): HolderSubjects => {
    const index = state()
    const key = holders.numberOf(holder)
    if (key === undefined) return noSubjects
    const question = `${key}\t${when}`
    const before = cache.get(question)
    if (before !== undefined) return before
    if (cache.size >= cacheLimit) cache.clear()
    const subjects = findSubjects(index, projects, intervalFor(key))
    cache.set(question, subjects)
    return subjects
  }

  return {
    on: (holder, asOf) => cached(holder, asOf, (key) => singleDay(key, asOf)),
    during: (holder, days) =>
      cached(holder, `${days.from ?? ''}\t${days.until ?? ''}`, (key) => dayInterval(key, days)),
    prepare,
    changed: (change) => {
      cache.clear()
      changed(change)
    },
    clear: () => {
      cache.clear()
      clear()
    },
  }
}
