import { type CalendarDate, type Interval, type Segment, segmentsOf } from '@clientele/domain'
import { type Bits, bitsFor, hasBit } from './bits.js'
import { createNumbering } from './numbering.js'
import type { AssignmentRow, SubjectKind } from './rows.js'
import { createSpans, type Span, type Spans } from './spans.js'
import type { RowChange } from './table.js'

/** The customers and projects on which somebody holds a role on a day. Not to be changed. */
export type RoleHoldings = { readonly customers: Bits; hasProject(projectId: string): boolean }

/** Where a role is held on a day, past or to come; made when first asked for, and then kept. */
export type RolesHeld = {
  on(roleId: string, asOf: CalendarDate): RoleHoldings
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then, read when first asked for. */
  clear(): void
}

/** What the answers are made of. */
export type RoleSources = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

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

// Most have carried one role only.
const partsOf = (row: AssignmentRow): readonly Segment[] => (row.earlierRoles.length === 0 ? [row] : segmentsOf(row))

const spanOf = (what: number, { from, until }: Interval): Span => ({
  what,
  from: from === null ? always : dayNumber(from),
  until: until === null ? never : dayNumber(until),
})

type Known = { readonly customer: Spans; readonly project: Spans }

/** Keeps where roles are held. */
export const createRolesHeld = ({ assignments, ordinalOf }: RoleSources): RolesHeld => {
  const [roles, projects] = [createNumbering(), createNumbering()]
  const kept = new Map<string, RoleHoldings>()
  const nothing = (): Known => ({ customer: createSpans(), project: createSpans() })
  let known: Known | null = null

  const numberOf = (kind: SubjectKind, subjectId: string): number | undefined =>
    kind === 'customer' ? ordinalOf(subjectId) : projects.numberFor(subjectId)

  const put = (spans: Known, row: AssignmentRow, how: 'add' | 'remove'): void => {
    const subject = numberOf(row.kind, row.subjectId)
    if (subject === undefined) return
    for (const { roleId, from, until } of partsOf(row))
      if (roleId !== null) spans[row.kind][how](subject, spanOf(roles.numberFor(roleId), { from, until }))
  }

  const read = (): Known => {
    if (known !== null) return known
    const made = nothing()
    for (const row of assignments()) put(made, row, 'add')
    known = made
    return made
  }

  const holdingsOn = (roleId: string, asOf: CalendarDate): RoleHoldings => {
    const { customer, project } = read()
    const [role, day] = [roles.numberOf(roleId), dayNumber(asOf)]
    if (role === undefined) return { customers: bitsFor(0), hasProject: () => false }
    const onProjects = project.at(role, day)
    const hasProject = (projectId: string): boolean => hasBit(onProjects, projects.numberOf(projectId) ?? -1)
    return { customers: customer.at(role, day), hasProject }
  }

  return {
    on: (roleId, asOf) => {
      const key = `${roleId}\t${asOf}`
      const known = kept.get(key)
      if (known !== undefined) return known
      if (kept.size >= mostKept) kept.clear()
      const holdings = holdingsOn(roleId, asOf)
      kept.set(key, holdings)
      return holdings
    },
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
