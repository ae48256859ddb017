import { addDays, type CalendarDate, dateOf, endOfDay, type Origin, type Position } from '@clientele/domain'
import type { HistorySubject } from '../../history/line.js'
import { type EventIndex, listIn } from '../../history/log/event-index.js'
import { commandHash, hashOf, isCommandOrPart } from '../../history/log/event-record.js'
import type { HistoryLog } from '../../history/log/history-log.js'
import { subjectKey } from '../../history/subject-keys.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { memoizeUntilChange } from '../../query/memoize.js'
import type { Register } from '../../register/register.js'
import type { HistoryRow } from '../../views/history/history-row.js'
import { historyViewer, mayRead, mergedSubjects } from '../../views/history/subject-history.js'
import type { AuditSource } from '../audit-source.js'
import { createRowReader, type NamedSubject } from './rows.js'
import {
  allOf,
  pageBackwards,
  type Selection,
  someOf,
  trimmed,
  whereBetween,
  whereEqual,
  whereMarked,
  whereTrue,
} from './selection.js'
import { whereVisible } from './sight.js'

/** Who asks an audit question, in which language, and for which page. */
export type AuditContext = PageRequest & Pick<QueryContext, 'viewer' | 'locale'>

/**
 * Which changes are asked for; what is left out does not limit. All days are inclusive and in the time zone of the tenant:
 * `from` and `to` by the clocks of the actors, `recordedFrom` and `recordedTo` by the log. `subjects`, `types` and `fields`
 * are alternatives; fields have the names that history lines give them. `commandId` finds the parts of a bulk command too.
 */
export type ChangesQuestion = AuditContext & {
  readonly from?: CalendarDate | undefined
  readonly to?: CalendarDate | undefined
  readonly recordedFrom?: CalendarDate | undefined
  readonly recordedTo?: CalendarDate | undefined
  readonly by?: string | undefined
  readonly subjects?: readonly HistorySubject[] | undefined
  readonly types?: readonly string[] | undefined
  readonly fields?: readonly string[] | undefined
  readonly origin?: Origin | undefined
  readonly correlationId?: string | undefined
  readonly commandId?: string | undefined
  readonly after?: Position | undefined
  readonly upTo?: Position | undefined
}

/** An event: a line of a history, with its subject, the day by the clock of the actor and the day of recording. */
export type ChangeRow = HistoryRow & {
  readonly subject: NamedSubject
  readonly day: CalendarDate
  readonly recordedDay: CalendarDate
}

/** A page of changes; `total` counts all that the viewer may see. */
export type Changes = { readonly rows: readonly ChangeRow[]; readonly total: number }

/** How many rows a question for changes gets that does not say how many. */
export const standardLimit = 100

type Narrowing = (selection: Selection) => Selection

/** What narrows a selection, and what it needs. */
type Asked = {
  readonly register: Register
  readonly log: HistoryLog
  readonly journal: AuditSource['journal']
  readonly question: ChangesQuestion
}

const startOf = (day: CalendarDate | undefined, timeZone: string): number =>
  day === undefined ? Number.NEGATIVE_INFINITY : Date.parse(endOfDay(addDays(day, -1), timeZone))

const endOf = (day: CalendarDate | undefined, timeZone: string): number =>
  day === undefined ? Number.POSITIVE_INFINITY : Date.parse(endOfDay(day, timeZone))

const during =
  (column: Float64Array, from: number, end: number): Narrowing =>
  (selection) =>
    from === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY
      ? selection
      : whereBetween(selection, column, from, end)

const nothing = allOf(0)

/** Those that have one text in a column. */
const having =
  (column: Uint32Array, number: number | undefined, text: string | undefined): Narrowing =>
  (selection) => {
    if (text === undefined) return selection
    return number === undefined ? nothing : whereEqual(selection, column, number)
  }

const ofTypes =
  ({ columns, types }: EventIndex, wanted: readonly string[] | undefined): Narrowing =>
  (selection) => {
    if (wanted === undefined || wanted.length === 0) return selection
    const numbers = wanted.flatMap((type) => types.numberOf(type) ?? [])
    const marks = new Uint8Array(Math.max(0, ...numbers) + 1)
    for (const number of numbers) marks[number] = 1
    return whereMarked(selection, columns.types, marks)
  }

const ofFields =
  ({ columns, fields, counts }: EventIndex, wanted: readonly string[] | undefined): Narrowing =>
  (selection) => {
    if (wanted === undefined || wanted.length === 0) return selection
    const marks = Uint8Array.from({ length: counts.fields }, (_, list) =>
      listIn(fields.lookup(list)).some((field) => wanted.includes(field)) ? 1 : 0,
    )
    return whereMarked(selection, columns.fields, marks)
  }

// Other ids may have the same hash: the lines tell.
const ofCommand =
  ({ index, entryAt }: HistoryLog, commandId: string | undefined): Narrowing =>
  (selection) => {
    if (commandId === undefined) return selection
    const found = whereEqual(selection, index.columns.commands, commandHash(commandId))
    return whereTrue(found, (event) => isCommandOrPart(entryAt(event).commandId, commandId))
  }

const ofCorrelation =
  ({ index, entryAt }: HistoryLog, correlationId: string | undefined): Narrowing =>
  (selection) => {
    if (correlationId === undefined) return selection
    const found = whereEqual(selection, index.columns.correlations, hashOf(correlationId))
    return whereTrue(found, (event) => entryAt(event).correlationId === correlationId)
  }

const narrowings = ({ register, log, question }: Asked): readonly Narrowing[] => {
  const { columns, actors, origins } = log.index
  const { from, to, recordedFrom, recordedTo, by, origin } = question
  const { timeZone } = register.settings.policies
  return [
    having(columns.actors, actors.numberOf(by ?? ''), by),
    ofTypes(log.index, question.types),
    having(columns.origins, origins.numberOf(origin ?? ''), origin),
    ofFields(log.index, question.fields),
    during(columns.ats, startOf(from, timeZone), endOf(to, timeZone)),
    during(columns.times, startOf(recordedFrom, timeZone), endOf(recordedTo, timeZone)),
    ofCommand(log, question.commandId),
    ofCorrelation(log, question.correlationId),
  ]
}

/** The events of some subjects that the viewer may read, with the records that were merged into them. */
const ofSubjects = ({ register, log, question }: Asked, subjects: readonly HistorySubject[]): Selection => {
  const looking = historyViewer(register, question.viewer)
  const readable = subjects
    .filter((subject) => mayRead(register, subject, looking))
    .flatMap((subject) => mergedSubjects(register, subject, looking))
  const events = new Set<number>()
  for (const subject of readable) for (const event of log.index.ofSubject(subjectKey(subject))) events.add(event)
  return someOf(Uint32Array.from(events).sort())
}

/** The events between two positions: the numbers of the first, and behind the last. */
const between = ({ log, journal, question: { after, upTo } }: Asked): readonly [first: number, end: number] => {
  const first = after === undefined ? 0 : journal.countAtOrBefore(after)
  const end = upTo === undefined ? log.index.size : journal.countAtOrBefore(upTo)
  return [first, Math.min(end, log.index.size)]
}

const standing = (asked: Asked): Selection => {
  const [first, end] = between(asked)
  return first === 0
    ? allOf(end)
    : someOf(Uint32Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at))
}

const selected = (asked: Asked): Selection => {
  const { register, log, question } = asked
  const { subjects } = question
  const [first, end] = between(asked)
  let selection: Selection =
    subjects === undefined || subjects.length === 0
      ? standing(asked)
      : whereTrue(ofSubjects(asked, subjects), (event) => event >= first && event < end)
  for (const narrow of narrowings(asked)) selection = narrow(selection)
  return trimmed(whereVisible(register, log.index, selection, question.viewer))
}

/** As large as the log, at worst: four bytes an event. */
const mostSelections = 4

const selections = memoizeUntilChange<Selection>(mostSelections)

/** The events that a question selects; those of the last questions are kept, for others of their pages. */
const selectionOf = ({ register, history, journal }: AuditSource, question: ChangesQuestion): Selection => {
  const { locale: _, offset: __, limit: ___, ...filters } = question
  const key = JSON.stringify([register.rightsRegister.today(), filters])
  return selections(register, key, () => selected({ register, log: history.log(), journal, question }))
}

/** Returns a function that maps an event, by its number, to its row as a reader is shown it. */
export const createChangeRows = (
  { register, history }: AuditSource,
  reader: Pick<AuditContext, 'viewer' | 'locale'>,
): ((event: number) => ChangeRow) => {
  const log = history.log()
  const rowOf = createRowReader(register, reader)
  const { timeZone } = register.settings.policies
  return (event) => {
    const entry = log.entryAt(event)
    const subject = log.index.subjects.lookup(log.index.columns.subjects[event] ?? 0)
    return {
      ...rowOf(entry, subject),
      day: dateOf(entry.at, timeZone),
      recordedDay: dateOf(entry.recordedAt, timeZone),
    }
  }
}

/** The changes that a question asks for, and rows of any page of them. */
const found = (source: AuditSource, question: ChangesQuestion) => {
  const selection = selectionOf(source, question)
  return { total: selection.count, selection, row: createChangeRows(source, question) }
}

/** Rows of changes, read one by one; without a limit, all of them. */
export function* changeRows(source: AuditSource, question: ChangesQuestion): Iterable<ChangeRow> {
  const { selection, row } = found(source, question)
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = question
  for (const event of pageBackwards(selection, offset, limit)) yield row(event)
}

/**
 * What changed in the whole register, newest first, as the log has it: what was recorded later comes first. A viewer gets
 * no line about a customer or person that it may not see today. Without a limit a hundred rows.
 */
export const changes = (source: AuditSource, question: ChangesQuestion): Changes => {
  const { total, selection, row } = found(source, question)
  const { offset = 0, limit = standardLimit } = question
  return { rows: Array.from(pageBackwards(selection, offset, limit), row), total }
}
