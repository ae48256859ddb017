import { addDays, type CalendarDate, dateOf, endOfDay, type Origin, type Position } from '@clientele/domain'
import { valuesBetween } from '../../data-structures/number-lists.js'
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
  trim,
  whereBetween,
  whereEqual,
  whereMarked,
  whereTrue,
} from './selection.js'
import { whereVisible } from './visibility.js'

/** The viewer, the language and the page of an audit question. */
export type AuditContext = PageRequest & Pick<QueryContext, 'viewer' | 'locale'>

/**
 * Filters of changes; an omitted one does not limit. All days are inclusive and in the time zone of the tenant: `from`
 * and `to` by the clocks of the actors, `recordedFrom` and `recordedTo` by the time of recording. A change must match
 * one of the `subjects`, one of the `types` and one of the `fields`; fields are named as in history lines. `commandId`
 * also finds the parts of a bulk command.
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

/** A history line with its subject, the day by the clock of the actor and the day of recording. */
export type ChangeRow = HistoryRow & {
  readonly subject: NamedSubject
  readonly day: CalendarDate
  readonly recordedDay: CalendarDate
}

/** A page of changes; `total` counts all that the viewer may see. */
export type Changes = { readonly rows: readonly ChangeRow[]; readonly total: number }

/** The number of rows returned when a question has no limit. */
export const standardLimit = 100

type SelectionFilter = (selection: Selection) => Selection

/** A question for changes, and the data it is answered from. */
type ChangesContext = {
  readonly register: Register
  readonly log: HistoryLog
  readonly journal: AuditSource['journal']
  readonly question: ChangesQuestion
}

const startOf = (day: CalendarDate | undefined, timeZone: string): number =>
  day === undefined ? Number.NEGATIVE_INFINITY : Date.parse(endOfDay(addDays(day, -1), timeZone))

const endOf = (day: CalendarDate | undefined, timeZone: string): number =>
  day === undefined ? Number.POSITIVE_INFINITY : Date.parse(endOfDay(day, timeZone))

const timeFilter =
  (column: Float64Array, from: number, end: number): SelectionFilter =>
  (selection) =>
    from === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY
      ? selection
      : whereBetween(selection, column, from, end)

const emptySelection = allOf(0)

/** Selects the events with a text in a column. `number` is the number of the text; `undefined` if no event has it. */
const textFilter =
  (column: Uint32Array, number: number | undefined, text: string | undefined): SelectionFilter =>
  (selection) => {
    if (text === undefined) return selection
    return number === undefined ? emptySelection : whereEqual(selection, column, number)
  }

const typeFilter =
  ({ columns, types }: EventIndex, wanted: readonly string[] | undefined): SelectionFilter =>
  (selection) => {
    if (wanted === undefined || wanted.length === 0) return selection
    const numbers = wanted.flatMap((type) => types.numberOf(type) ?? [])
    const marks = new Uint8Array(Math.max(0, ...numbers) + 1)
    for (const number of numbers) marks[number] = 1
    return whereMarked(selection, columns.types, marks)
  }

const fieldFilter =
  ({ columns, fields, counts }: EventIndex, wanted: readonly string[] | undefined): SelectionFilter =>
  (selection) => {
    if (wanted === undefined || wanted.length === 0) return selection
    const marks = Uint8Array.from({ length: counts.fields }, (_, list) =>
      listIn(fields.lookup(list)).some((field) => wanted.includes(field)) ? 1 : 0,
    )
    return whereMarked(selection, columns.fields, marks)
  }

// Other ids may have the same hash, so the lines are compared too.
const commandFilter =
  ({ index, entryAt }: HistoryLog, commandId: string | undefined): SelectionFilter =>
  (selection) => {
    if (commandId === undefined) return selection
    const found = whereEqual(selection, index.columns.commands, commandHash(commandId))
    return whereTrue(found, (event) => isCommandOrPart(entryAt(event).commandId, commandId))
  }

const correlationFilter =
  ({ index, entryAt }: HistoryLog, correlationId: string | undefined): SelectionFilter =>
  (selection) => {
    if (correlationId === undefined) return selection
    const found = whereEqual(selection, index.columns.correlations, hashOf(correlationId))
    return whereTrue(found, (event) => entryAt(event).correlationId === correlationId)
  }

const filtersOf = ({ register, log, question }: ChangesContext): readonly SelectionFilter[] => {
  const { columns, origins } = log.index
  const { from, to, recordedFrom, recordedTo, origin } = question
  const { timeZone } = register.settings.policies
  return [
    typeFilter(log.index, question.types),
    textFilter(columns.origins, origins.numberOf(origin ?? ''), origin),
    fieldFilter(log.index, question.fields),
    timeFilter(columns.ats, startOf(from, timeZone), endOf(to, timeZone)),
    timeFilter(columns.times, startOf(recordedFrom, timeZone), endOf(recordedTo, timeZone)),
    commandFilter(log, question.commandId),
    correlationFilter(log, question.correlationId),
  ]
}

/** The events of the subjects that the viewer may read, and of the records merged into them, in ascending order. */
const eventsOfSubjects = (
  { register, log, question }: ChangesContext,
  subjects: readonly HistorySubject[],
): Uint32Array => {
  const reader = historyViewer(register, question.viewer)
  const readable = subjects
    .filter((subject) => mayRead(register, subject, reader))
    .flatMap((subject) => mergedSubjects(register, subject, reader))
  const events = new Set<number>()
  for (const subject of readable) for (const event of log.index.ofSubject(subjectKey(subject))) events.add(event)
  return Uint32Array.from(events).sort()
}

/** The event numbers between two positions: the first, and the one after the last. */
const positionRange = ({
  log,
  journal,
  question: { after, upTo },
}: ChangesContext): readonly [first: number, end: number] => {
  const first = after === undefined ? 0 : journal.countAtOrBefore(after)
  const end = upTo === undefined ? log.index.size : journal.countAtOrBefore(upTo)
  return [first, Math.min(end, log.index.size)]
}

/** The events between the positions, of the subjects and of the actor if the question names them. */
const selectRange = (context: ChangesContext): Selection => {
  const { columns, actors, ofActor } = context.log.index
  const { subjects = [], by } = context.question
  const [first, end] = positionRange(context)
  if (subjects.length > 0) {
    const ofSubjects = someOf(valuesBetween(eventsOfSubjects(context, subjects), first, end))
    return textFilter(columns.actors, actors.numberOf(by ?? ''), by)(ofSubjects)
  }
  if (by !== undefined) return someOf(valuesBetween(ofActor(by), first, end))
  return first === 0
    ? allOf(end)
    : someOf(Uint32Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at))
}

const select = (context: ChangesContext): Selection => {
  const { register, log, question } = context
  let selection = selectRange(context)
  for (const filter of filtersOf(context)) selection = filter(selection)
  return trim(whereVisible(register, log.index, selection, question.viewer))
}

/** A selection takes up to four bytes per event of the log. */
const maxCachedSelections = 4

const cachedSelections = memoizeUntilChange<Selection>(maxCachedSelections)

/** The events that a question selects. The last few selections are cached, so that further pages are fast. */
const selectionOf = ({ register, history, journal }: AuditSource, question: ChangesQuestion): Selection => {
  const { locale: _, offset: __, limit: ___, ...filters } = question
  const key = JSON.stringify([register.rightsRegister.today(), filters])
  return cachedSelections(register, key, () => select({ register, log: history.log(), journal, question }))
}

/** Returns a function that maps an event number to the row that a reader sees. */
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
    return Object.assign(rowOf(entry, subject), {
      day: dateOf(entry.at, timeZone),
      recordedDay: dateOf(entry.recordedAt, timeZone),
    })
  }
}

/** Selects the changes of a question; `row` reads one of them. */
const runQuery = (source: AuditSource, question: ChangesQuestion) => {
  const selection = selectionOf(source, question)
  return { total: selection.count, selection, row: createChangeRows(source, question) }
}

/** Reads rows of changes lazily; without a limit, all of them. */
export function* changeRows(source: AuditSource, question: ChangesQuestion): Iterable<ChangeRow> {
  const { selection, row } = runQuery(source, question)
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = question
  for (const event of pageBackwards(selection, offset, limit)) yield row(event)
}

/**
 * The changes in the whole register, last recorded first. A viewer gets no line about a customer or person that it may
 * not see today. Returns at most a hundred rows unless the question sets a limit.
 */
export const changes = (source: AuditSource, question: ChangesQuestion): Changes => {
  const { total, selection, row } = runQuery(source, question)
  const { offset = 0, limit = standardLimit } = question
  return { rows: Array.from(pageBackwards(selection, offset, limit), row), total }
}
