import { type CalendarDate, type Interval, type Segment, segmentsOf } from '@clientele/domain'
import { type BitSet, emptyBitSet, forEachBit, hasBit } from '../../data-structures/bit-set.js'
import { createInterner } from '../../data-structures/interner.js'
import { createIntervalIndex, type IntervalIndex, type KeyedInterval } from '../../data-structures/interval-index.js'
import type { AssignmentRow, SubjectKind } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'

/** The customers and projects that somebody holds, or on which somebody holds a role. Not to be changed. */
export type HeldSubjects = {
  readonly customers: BitSet
  /** The ids of the projects. */
  readonly projects: readonly string[]
  hasProject(projectId: string): boolean
}

/** What is held by whom, or in which role, and when; made when first asked for, and then kept. */
export type ResponsibilityIndex = {
  /** On a day, past or to come. */
  on(holder: string, asOf: CalendarDate): HeldSubjects
  /** On any of some days. */
  during(holder: string, days: Interval): HeldSubjects
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then, read when first asked for. */
  clear(): void
}

/** A part of a responsibility, and who or what holds it. */
type HolderInterval = Interval & { readonly holder: string | null }

/** What the answers are made of. */
export type ResponsibilityIndexSource = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
  intervalsOf(row: AssignmentRow): readonly HolderInterval[]
}

const holderInterval = ({ roleId, from, until }: Segment): HolderInterval => ({ holder: roleId, from, until })

/** A responsibility by its roles: most have carried one only. */
export const intervalsByRole = (row: AssignmentRow): readonly HolderInterval[] =>
  row.earlierRoles.length === 0 ? [holderInterval(row)] : segmentsOf(row).map(holderInterval)

/** A responsibility by its employee. */
export const intervalsByEmployee = ({ employeeId, from, until }: AssignmentRow): readonly HolderInterval[] => [
  { holder: employeeId, from, until },
]

const cacheLimit = 100

const [always, never] = [0, 99_999_999]

/** A day as a number that compares as days do: 20240131. */
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

/** Keeps what is held. */
export const createResponsibilityIndex = ({
  assignments,
  ordinalOf,
  intervalsOf,
}: ResponsibilityIndexSource): ResponsibilityIndex => {
  const [holders, projects] = [createInterner(), createInterner()]
  const cache = new Map<string, HeldSubjects>()
  let known: IndexBySubject | null = null

  const numberOf = (kind: SubjectKind, subjectId: string): number | undefined =>
    kind === 'customer' ? ordinalOf(subjectId) : projects.intern(subjectId)

  const put = (index: IndexBySubject, row: AssignmentRow, how: 'add' | 'remove'): void => {
    const subject = numberOf(row.kind, row.subjectId)
    if (subject === undefined) return
    for (const interval of intervalsOf(row))
      if (interval.holder !== null)
        index[row.kind][how](subject, dayInterval(holders.intern(interval.holder), interval))
  }

  const read = (): IndexBySubject => {
    if (known !== null) return known
    const made: IndexBySubject = { customer: createIntervalIndex(Int32Array), project: createIntervalIndex(Int32Array) }
    for (const row of assignments()) put(made, row, 'add')
    known = made
    return made
  }

  const findHeld = (interval: KeyedInterval): HeldSubjects => {
    const { customer, project } = read()
    const onProjects = project.during(interval)
    const ids: string[] = []
    forEachBit(onProjects, (number) => ids.push(projects.lookup(number)))
    const hasProject = (projectId: string): boolean => hasBit(onProjects, projects.numberOf(projectId) ?? -1)
    return { customers: customer.during(interval), projects: ids, hasProject }
  }

  const nothing: HeldSubjects = { customers: emptyBitSet(0), projects: [], hasProject: () => false }

  const cached = (holder: string, when: string, intervalFor: (key: number) => KeyedInterval): HeldSubjects => {
    read()
    const key = holders.numberOf(holder)
    if (key === undefined) return nothing
    const question = `${key}\t${when}`
    const before = cache.get(question)
    if (before !== undefined) return before
    if (cache.size >= cacheLimit) cache.clear()
    const held = findHeld(intervalFor(key))
    cache.set(question, held)
    return held
  }

  return {
    on: (holder, asOf) => cached(holder, asOf, (key) => singleDay(key, asOf)),
    during: (holder, days) =>
      cached(holder, `${days.from ?? ''}\t${days.until ?? ''}`, (key) => dayInterval(key, days)),
    changed: ({ before, after }) => {
      cache.clear()
      if (known === null) return
      if (before !== null) put(known, before, 'remove')
      if (after !== null) put(known, after, 'add')
    },
    clear: () => {
      cache.clear()
      known = null
    },
  }
}
