import { covers, rowFor, type Statement, statementOf } from '@clientele/domain'
import { subjectOfKey } from '../../history/subject-keys.js'
import type { AuditSource } from '../audit-source.js'
import type { Known } from './moments.js'
import { isOfResponsibility } from './responsibles.js'
import { type ComparedSubject, comparedKinds } from './statements.js'

/** How much must be known of the events of a type to leave them out. */
const everyDay = 1
const untilBoth = 2

const kindOfType = (type: string): number => {
  // Marketing statements have days of their own, which the index does not have.
  if (rowFor<Statement>(statementOf, type) !== undefined) return everyDay
  return isOfResponsibility(type) ? untilBoth : 0
}

/** Marks the subjects of events that count at one of the moments only. */
const markEvents = ({ history }: AuditSource, [from, to]: readonly [Known, Known], marks: Uint8Array): void => {
  const { columns, types } = history.log().index
  const { types: typeOf, subjects, ats } = columns
  const kinds = Uint8Array.from({ length: types.size }, (_, number) => kindOfType(types.lookup(number)))
  const size = Math.max(from.count, to.count)
  const least = Math.min(from.count, to.count)
  for (let event = 0; event < history.log().index.size; event += 1) {
    const at = ats[event] ?? 0
    const inFrom = event < from.count && at < from.end
    const inTo = event < to.count && at < to.end
    const kind = kinds[typeOf[event] ?? 0] ?? 0
    const isMeant =
      (inFrom !== inTo && event < size) ||
      (kind === everyDay && event < size && (from.day !== to.day || event >= least)) ||
      (kind === untilBoth && !(inFrom && inTo))
    if (isMeant) marks[subjects[event] ?? 0] = 1
  }
}

/** Marks the subjects with a responsibility that begins or ends between the days. */
const markResponsibilities = (
  { register, history }: AuditSource,
  [from, to]: readonly [Known, Known],
  marks: Uint8Array,
): void => {
  if (from.day === to.day) return
  const { subjects } = history.log().index
  for (const assignment of register.tables.assignments.rows()) {
    const isSame = covers(assignment, from.day) === covers(assignment, to.day) && assignment.earlierRoles.length === 0
    const number = isSame ? undefined : subjects.numberOf(assignment.subject)
    if (number !== undefined) marks[number] = 1
  }
}

const isCompared = (subject: { readonly kind: string }): subject is ComparedSubject =>
  comparedKinds.some((kind) => kind === subject.kind)

/** The subjects with fields that may differ between two moments, with their keys; those recorded first come first. */
export function* candidates(
  source: AuditSource,
  moments: readonly [Known, Known],
): Iterable<{ readonly key: string; readonly subject: ComparedSubject }> {
  const { subjects, counts } = source.history.log().index
  const marks = new Uint8Array(counts.subjects)
  markEvents(source, moments, marks)
  markResponsibilities(source, moments, marks)
  for (let number = 0; number < marks.length; number += 1) {
    if (marks[number] !== 1) continue
    const key = subjects.lookup(number)
    const subject = subjectOfKey(key)
    if (isCompared(subject)) yield { key, subject }
  }
}
