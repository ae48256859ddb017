import { type CalendarDate, covers, roleOn } from '@clientele/domain'
import { type Bits, bitsFor, clearBit, grownTo, hasBit, setBit } from './bits.js'
import type { AssignmentRow, SubjectKind } from './rows.js'
import type { RowChange } from './table.js'

/** The customers and projects on which somebody holds a role on a day. Not to be changed. */
export type RoleHoldings = { readonly customers: Bits; readonly projects: ReadonlySet<string> }

/** Where a role is held on a day: kept for the days asked about last, and mended where responsibilities changed. */
export type RolesHeld = {
  on(roleId: string, asOf: CalendarDate): RoleHoldings
  changed(change: RowChange<AssignmentRow>): void
  clear(): void
}

/** What the answers are made of. */
export type RoleSources = {
  withRole(roleId: string): Iterable<AssignmentRow>
  onSubject(subject: string): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
}

const mostKept = 100
const mostChanged = 5_000

type Subject = Pick<AssignmentRow, 'subject' | 'kind' | 'subjectId'>
type Kept = { customers: Bits; readonly projects: Set<string>; upTo: number }

const counts = (assignment: AssignmentRow, roleId: string, asOf: CalendarDate): boolean =>
  covers(assignment, asOf) && roleOn(assignment, asOf) === roleId

/** Keeps answers to which roles are held where. */
export const createRolesHeld = ({ withRole, onSubject, ordinalOf }: RoleSources): RolesHeld => {
  const kept = new Map<string, Kept>()
  let changes: Subject[] = []

  const mark = (into: Kept, kind: SubjectKind, subjectId: string, isHeld: boolean): void => {
    if (kind === 'project') {
      into.projects[isHeld ? 'add' : 'delete'](subjectId)
      return
    }
    const ordinal = ordinalOf(subjectId)
    if (ordinal === undefined || (!isHeld && !hasBit(into.customers, ordinal))) return
    if (ordinal >= into.customers.length * 32) into.customers = grownTo(into.customers, ordinal * 2)
    const put = isHeld ? setBit : clearBit
    put(into.customers, ordinal)
  }

  const make = (roleId: string, asOf: CalendarDate): Kept => {
    const made: Kept = { customers: bitsFor(1_024), projects: new Set(), upTo: changes.length }
    for (const one of withRole(roleId)) if (counts(one, roleId, asOf)) mark(made, one.kind, one.subjectId, true)
    return made
  }

  const mend = (known: Kept, roleId: string, asOf: CalendarDate): Kept => {
    for (const { subject, kind, subjectId } of changes.slice(known.upTo)) {
      const isHeld = [...onSubject(subject)].some((one) => counts(one, roleId, asOf))
      mark(known, kind, subjectId, isHeld)
    }
    known.upTo = changes.length
    return known
  }

  const keep = (key: string, one: Kept): void => {
    kept.delete(key)
    kept.set(key, one)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
  }

  const clear = (): void => {
    kept.clear()
    changes = []
  }

  return {
    on: (roleId, asOf) => {
      const key = `${roleId}\t${asOf}`
      const known = kept.get(key)
      const current = known === undefined ? make(roleId, asOf) : mend(known, roleId, asOf)
      keep(key, current)
      return current
    },
    changed: ({ before, after }) => {
      const one = after ?? before
      if (kept.size === 0 || one === null) return
      if (changes.length >= mostChanged) clear()
      else changes.push({ subject: one.subject, kind: one.kind, subjectId: one.subjectId })
    },
    clear,
  }
}
