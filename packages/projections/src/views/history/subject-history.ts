import { addDays, type CalendarDate, endOfDay, idOfStream } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { HistoryLines } from '../../history/history.js'
import type { HistoryFilter } from '../../history/limits.js'
import type { HistoryEntry, HistoryKind, HistorySubject } from '../../history/line.js'
import { mergeNewestFirst } from '../../history/merge-newest-first.js'
import { entryCountsBy } from '../../history/own-day.js'
import { messagesFor } from '../../messages/messages.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { paginate } from '../../query/paging/paginate.js'
import { type InvalidPeriod, periodOf } from '../../query/period.js'
import { personsWithVisibleActivities } from '../../query/visibility/activities.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { visiblePersonIds } from '../../query/visibility/persons.js'
import { contactsOfOthers } from '../../query/visibility/private-contacts.js'
import { isAdministrator } from '../../query/visibility/viewer.js'
import type { Register } from '../../register/register.js'
import { absorbedBy } from '../../register/survivors.js'
import { type HistoryRow, rowsFor } from './history-row.js'

/**
 * `from` and `to` are days of recording in the tenant's time zone, both inclusive. With `asOf`, only events that
 * happened by the end of that day, by the clocks of the actors; marketing statements by their own days.
 */
export type HistoryLimits = PageRequest &
  QueryContext & {
    readonly from?: CalendarDate | undefined
    readonly to?: CalendarDate | undefined
    readonly types?: readonly string[] | undefined
    readonly actor?: string | undefined
  }

export type SubjectHistoryParams = HistoryLimits & { readonly subject: HistorySubject }

const limitsOf = ({ settings }: Register, { from, to, types = [], actor }: HistoryLimits): HistoryFilter['limits'] => {
  const { timeZone } = settings.policies
  return {
    from: from === undefined ? '' : endOfDay(addDays(from, -1), timeZone),
    end: to === undefined ? null : endOfDay(to, timeZone),
    types: types.length === 0 ? null : types,
    actor: actor ?? null,
  }
}

const customerOf = ({ tables }: Register, { kind, id }: HistorySubject): string | null => {
  if (kind === 'project') return tables.projects.get(id)?.customerId ?? null
  return kind === 'customer' ? id : null
}

/** The history of a report with scope `own` is visible to its owner and to administrators. */
const mayReadReport = (register: Register, reportId: string, viewer: string | undefined): boolean => {
  const report = register.tables.reports.get(reportId)
  return report?.scope !== 'own' || report.ownerId === viewer || isAdministrator(register, { viewer })
}

/** Whether a viewer may read the history of a subject. */
export const mayRead = (
  register: Register,
  subject: HistorySubject,
  { viewer, isVisible, seesPerson }: HistoryViewer,
): boolean => {
  if (subject.kind === 'report' && !mayReadReport(register, subject.id, viewer)) return false
  if (subject.kind === 'contact') return seesPerson(subject.id)
  const customerId = customerOf(register, subject)
  return customerId === null || isVisible(customerId)
}

/** The viewer of a history, and predicates for the customers and persons it may see. */
export type HistoryViewer = Pick<HistoryFilter, 'isVisible' | 'seesPerson' | 'seesActivitiesOf' | 'isOthers'> & {
  readonly viewer: string | undefined
}

/** Creates the predicates of a viewer, with the rights of today. */
export const historyViewer = (register: Register, viewer: string | undefined): HistoryViewer => ({
  viewer,
  isVisible: visibleCustomers(register, { viewer }),
  seesPerson: visiblePersonIds(register, { viewer }),
  seesActivitiesOf: personsWithVisibleActivities(register, { viewer }),
  isOthers: contactsOfOthers(register, { viewer }),
})

/** A subject with the records merged into it; records of legacy merges only if the viewer may see them. */
export const mergedSubjects = (
  register: Register,
  subject: HistorySubject,
  reader: HistoryViewer,
): readonly HistorySubject[] => {
  const { kind } = subject
  if (kind !== 'customer' && kind !== 'contact') return [subject]
  const subjectOf = (record: string): HistorySubject => ({ kind, id: idOfStream(record) })
  const record = `${kind === 'contact' ? 'person' : 'customer'}-${subject.id}`
  const absorbed = absorbedBy(
    register.tables,
    record,
    (one) => one.moved || mayRead(register, subjectOf(one.record), reader),
  )
  return [subject, ...Array.from(absorbed, subjectOf)]
}

/**
 * All events of a subject and of the records merged into it, newest first, in reverse order of recording. Names are
 * those of the time of the event. A viewer gets no line about a customer or person it may not see. Refuses a period
 * that ends before it starts.
 */
export const subjectHistory = (
  register: Register,
  history: HistoryLines,
  params: SubjectHistoryParams,
): Either<InvalidPeriod, readonly HistoryRow[]> => {
  const rows = (): readonly HistoryRow[] => {
    const { subject, viewer } = params
    const reader = historyViewer(register, viewer)
    if (!mayRead(register, subject, reader)) return []
    const filter = { ...reader, limits: limitsOf(register, params) }
    const sources = mergedSubjects(register, subject, reader).map((one) => history.newest(one, filter))
    const [own, ...absorbed] = sources
    const found = own !== undefined && absorbed.length === 0 ? own : mergeNewestFirst(sources)
    const rowOf = rowsFor(register, { kind: subject.kind, viewer, messages: messagesFor(params.locale) })
    return Array.from(paginate(happenedBy(register, params, found), params), (entry) => rowOf(entry()))
  }
  return map(rows)(periodOf(params))
}

type Found = Iterable<() => HistoryEntry>

function* onlyCounted(counts: ReturnType<typeof entryCountsBy>, found: Found): Found {
  for (const entry of found) if (counts(entry())) yield entry
}

const happenedBy = (register: Register, { asOf }: HistoryLimits, found: Found): Found =>
  asOf === undefined || asOf === register.today()
    ? found
    : onlyCounted(entryCountsBy(asOf, register.settings.policies.timeZone), found)

const historyOf =
  <Key extends string>(kind: HistoryKind, key: Key) =>
  (
    register: Register,
    history: HistoryLines,
    params: HistoryLimits & { readonly [K in Key]: string },
  ): Either<InvalidPeriod, readonly HistoryRow[]> =>
    subjectHistory(register, history, { ...params, subject: { kind, id: params[key] } })

/** The history of a customer: its own events, and those that link contacts to it. */
export const customerHistory = historyOf('customer', 'customerId')

/** The history of a person. */
export const contactHistory = historyOf('contact', 'personId')
