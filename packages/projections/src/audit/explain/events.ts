import type { CalendarDate } from '@clientele/domain'
import type { HistorySubject } from '../../history/line.js'
import { commandHash, isCommandOrPart } from '../../history/log/event-record.js'
import { subjectKey } from '../../history/subject-keys.js'
import type { RegisterEvent } from '../../register/handlers/handler.js'
import { type HistoryViewer, historyViewer, mayRead, mergedSubjects } from '../../views/history/subject-history.js'
import type { AuditSource } from '../audit-source.js'
import { type AuditContext, type ChangeRow, createChangeRows } from '../changes/changes.js'
import type { NamedSubject } from '../changes/rows.js'
import { allOf, eventIn, type Selection, someOf, whereEqual, whereTrue } from '../changes/selection.js'
import { whereVisible } from '../changes/visibility.js'

/**
 * The event of another subject by the same command that caused a change, such as the departure of an employee or a
 * merge.
 */
export type Cause = { readonly type: string; readonly position: string; readonly subject: NamedSubject }

/** An event behind an explanation; `cause` is set for side effects of a command. */
export type ExplainingEvent = ChangeRow & { readonly cause: Cause | null }

/** An event with its number in the log. */
export type NumberedEvent = {
  readonly number: number
  readonly event: Pick<RegisterEvent, 'data' | 'occurrence'> & { readonly type: string }
}

type Reader = Pick<AuditContext, 'viewer' | 'locale'>

const numbersIn = (selection: Selection): readonly number[] =>
  Array.from({ length: selection.count }, (_, at) => eventIn(selection, at))

/** The viewer of an explanation, and the day that it is about. */
export type ExplanationReader = Reader & { readonly asOf: CalendarDate }

const subjectsToRead = (
  { register, registerOn }: AuditSource,
  subjects: readonly HistorySubject[],
  reader: HistoryViewer,
  asOf: CalendarDate,
): readonly HistorySubject[] => {
  // Merges after the day are not known on it.
  const onDay = registerOn(asOf)
  return subjects
    .filter((subject) => mayRead(register, subject, reader))
    .flatMap((subject) => mergedSubjects(onDay, subject, reader))
}

/**
 * The events of the given types that a viewer may read about the subjects and the records that were merged into them by
 * the day, in the order of the log.
 */
export const eventsAbout = (
  source: AuditSource,
  subjects: readonly HistorySubject[],
  types: readonly string[],
  { viewer, asOf }: ExplanationReader,
): readonly NumberedEvent[] => {
  const { register, history, journal } = source
  const { index } = history.log()
  const wanted = new Set(types.map((type) => index.types.numberOf(type)))
  const numbers = new Set<number>()
  for (const subject of subjectsToRead(source, subjects, historyViewer(register, viewer), asOf)) {
    const key = subjectKey(subject)
    const own = index.subjects.numberOf(key)
    for (const event of index.ofSubject(key))
      if (index.columns.subjects[event] === own && wanted.has(index.columns.types[event])) numbers.add(event)
  }
  const visible = numbersIn(whereVisible(register, index, someOf(Uint32Array.from(numbers).sort()), viewer))
  return journal.dataAt(visible).map((data, index) => {
    const number = visible[index] ?? 0
    const { type, at } = history.log().entryAt(number)
    return { number, event: { type, data, occurrence: { at } } }
  })
}

/** The first event of the same command on another subject. */
const causeOf = (
  { register, history }: AuditSource,
  row: ChangeRow,
  subject: number,
  reader: Reader,
): number | undefined => {
  const log = history.log()
  const { columns } = log.index
  const sameHash = whereEqual(allOf(log.index.size), columns.commands, commandHash(row.commandId))
  const [whole = ''] = row.commandId.split('/part-')
  const others = whereTrue(
    sameHash,
    (event) => columns.subjects[event] !== subject && isCommandOrPart(log.entryAt(event).commandId, whole),
  )
  return numbersIn(whereVisible(register, log.index, others, reader.viewer))[0]
}

/** Returns a function that maps an event number to its row with its cause. */
export const createExplainingRows = (source: AuditSource, reader: Reader): ((event: number) => ExplainingEvent) => {
  const rowOf = createChangeRows(source, reader)
  const { subjects } = source.history.log().index.columns
  return (event) => {
    const row = rowOf(event)
    const number = row.origin === 'direct' ? undefined : causeOf(source, row, subjects[event] ?? 0, reader)
    if (number === undefined) return { ...row, cause: null }
    const { type, position, subject } = rowOf(number)
    return { ...row, cause: { type, position, subject } }
  }
}
