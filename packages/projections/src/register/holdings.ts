import { type CalendarDate, type Interval, type Segment, segmentsOf } from '@clientele/domain'
import { type Bits, bitsFor, eachBit, hasBit } from './bits.js'
import { createNumbering } from './numbering.js'
import type { AssignmentRow, SubjectKind } from './rows.js'
import { createSpans, type Span, type Spans } from './spans.js'
import type { RowChange } from './table.js'

/** The customers and projects that somebody holds, or on which somebody holds a role. Not to be changed. */
export type Held = {
  readonly customers: Bits
  /** The ids of the projects. */
  readonly projects: readonly string[]
  hasProject(projectId: string): boolean
}

/** What is held by whom, or in which role, and when; made when first asked for, and then kept. */
export type Holdings = {
  /** On a day, past or to come. */
  on(holder: string, asOf: CalendarDate): Held
  /** On any of some days. */
  during(holder: string, days: Interval): Held
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then, read when first asked for. */
  clear(): void
}

/** A part of a responsibility, and who or what holds it. */
type Part = Interval & { readonly holder: string | null }

/** What the answers are made of. */
export type HoldingSource = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
  partsOf(row: AssignmentRow): readonly Part[]
}

const partIn = ({ roleId, from, until }: Segment): Part => ({ holder: roleId, from, until })

/** A responsibility by its roles: most have carried one only. */
export const partsByRole = (row: AssignmentRow): readonly Part[] =>
  row.earlierRoles.length === 0 ? [partIn(row)] : segmentsOf(row).map(partIn)

/** A responsibility by its employee. */
export const partsByEmployee = ({ employeeId, from, until }: AssignmentRow): readonly Part[] => [
  { holder: employeeId, from, until },
]

const mostKept = 100

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

const spanOf = (what: number, { from, until }: Interval): Span => ({
  what,
  from: from === null ? always : dayNumber(from),
  until: until === null ? never : dayNumber(until),
})

const daySpan = (what: number, asOf: CalendarDate): Span => {
  const day = dayNumber(asOf)
  return { what, from: day, until: day + 1 }
}

type Known = { readonly [K in SubjectKind]: Spans }

/** Keeps what is held. */
export const createHoldings = ({ assignments, ordinalOf, partsOf }: HoldingSource): Holdings => {
  const [holders, projects] = [createNumbering(), createNumbering()]
  const kept = new Map<string, Held>()
  let known: Known | null = null

  const numberOf = (kind: SubjectKind, subjectId: string): number | undefined =>
    kind === 'customer' ? ordinalOf(subjectId) : projects.numberFor(subjectId)

  const put = (spans: Known, row: AssignmentRow, how: 'add' | 'remove'): void => {
    const subject = numberOf(row.kind, row.subjectId)
    if (subject === undefined) return
    for (const part of partsOf(row))
      if (part.holder !== null) spans[row.kind][how](subject, spanOf(holders.numberFor(part.holder), part))
  }

  const read = (): Known => {
    if (known !== null) return known
    const made: Known = { customer: createSpans(Int32Array), project: createSpans(Int32Array) }
    for (const row of assignments()) put(made, row, 'add')
    known = made
    return made
  }

  const heldIn = (span: Span): Held => {
    const { customer, project } = read()
    const onProjects = project.during(span)
    const ids: string[] = []
    eachBit(onProjects, (number) => ids.push(projects.textOf(number)))
    const hasProject = (projectId: string): boolean => hasBit(onProjects, projects.numberOf(projectId) ?? -1)
    return { customers: customer.during(span), projects: ids, hasProject }
  }

  const nothing: Held = { customers: bitsFor(0), projects: [], hasProject: () => false }

  const remembered = (holder: string, when: string, spanFor: (what: number) => Span): Held => {
    read()
    const what = holders.numberOf(holder)
    if (what === undefined) return nothing
    const key = `${what}\t${when}`
    const before = kept.get(key)
    if (before !== undefined) return before
    if (kept.size >= mostKept) kept.clear()
    const held = heldIn(spanFor(what))
    kept.set(key, held)
    return held
  }

  return {
    on: (holder, asOf) => remembered(holder, asOf, (what) => daySpan(what, asOf)),
    during: (holder, days) =>
      remembered(holder, `${days.from ?? ''}\t${days.until ?? ''}`, (what) => spanOf(what, days)),
    changed: ({ before, after }) => {
      kept.clear()
      if (known === null) return
      if (before !== null) put(known, before, 'remove')
      if (after !== null) put(known, after, 'add')
    },
    clear: () => {
      kept.clear()
      known = null
    },
  }
}
