import { covers } from '@clientele/domain'
import { isMarketingStatement } from '../../history/own-day.js'
import { subjectOfKey } from '../../history/subject-keys.js'
import { isResponsibilityEvent } from '../assignments.js'
import type { AuditSource } from '../audit-source.js'
import { type ComparedSubject, comparedKinds } from './field-changes.js'
import type { Moments } from './moments.js'

const [ordinary, marketing, responsibility] = [0, 1, 2]

const kindOfType = (type: string): number => {
  if (isMarketingStatement(type)) return marketing
  return isResponsibilityEvent(type) ? responsibility : ordinary
}

/** Returns a function that checks whether an event may cause a difference between two moments. */
const createDifferenceTest = ({ history }: AuditSource, [from, to]: Moments): ((event: number) => boolean) => {
  const { columns, types } = history.log().index
  const { types: typeOf, ats } = columns
  const kinds = Uint8Array.from({ length: types.size }, (_, number) => kindOfType(types.lookup(number)))
  const [sharedCount, isSameDay] = [Math.min(from.count, to.count), from.day === to.day]
  return (event) => {
    const at = ats[event] ?? 0
    const countsAtFirst = event < from.count && at < from.end
    const countsAtSecond = event < to.count && at < to.end
    const kind = kinds[typeOf[event] ?? 0]
    // The tables hold current responsibilities, so a change after both moments needs its events as well.
    if (kind === responsibility) return !(countsAtFirst && countsAtSecond)
    // A marketing statement counts from its own day, which the index does not hold.
    if (kind === marketing) return !isSameDay || event >= sharedCount
    return countsAtFirst !== countsAtSecond
  }
}

/** Marks the subjects of events that may cause a difference. */
const markEvents = (source: AuditSource, moments: Moments, marks: Uint8Array): void => {
  const { size, columns } = source.history.log().index
  const { subjects, ats } = columns
  const mayDiffer = createDifferenceTest(source, moments)
  const [from, to] = moments
  // Without marketing statements of other days, an event that counts at both moments makes no difference. Most events
  // do, and calling a function for each of them takes longer than everything else.
  const [sharedCount, sharedEnd] =
    from.day === to.day ? [Math.min(from.count, to.count), Math.min(from.end, to.end)] : [0, 0]
  for (let event = 0; event < size; event += 1) {
    if (event < sharedCount && (ats[event] ?? 0) < sharedEnd) continue
    if (mayDiffer(event)) marks[subjects[event] ?? 0] = 1
  }
}

/** Marks the subjects with a responsibility that starts or ends between the days. */
const markResponsibilities = ({ register, history }: AuditSource, [from, to]: Moments, marks: Uint8Array): void => {
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

/**
 * The subjects with fields that may differ between two moments, with their keys, in the order of their first recording.
 */
export function* candidates(
  source: AuditSource,
  moments: Moments,
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
