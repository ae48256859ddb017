import { addDays, type CalendarDate, endOfDay, type Instant, idOfStream } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { HistoryLines } from '../../history/history.js'
import type { HistoryFilter } from '../../history/limits.js'
import type { HistoryEntry, HistoryKind, HistorySubject } from '../../history/line.js'
import { mergeNewestFirst } from '../../history/merge-newest-first.js'
import { messagesFor } from '../../messages/messages.js'
import type { PageRequest, QueryContext } from '../../query/context.js'
import { paginate } from '../../query/paging/paginate.js'
import { type InvalidPeriod, periodOf } from '../../query/period.js'
import { visibleCustomers } from '../../query/visibility/customers.js'
import { visiblePersonIds } from '../../query/visibility/persons.js'
import { contactsOfOthers } from '../../query/visibility/private-contacts.js'
import { isAdministrator } from '../../query/visibility/viewer.js'
import type { Register } from '../../register/register.js'
import { absorbedBy } from '../../register/survivors.js'
import { type HistoryRow, rowsFor } from './history-row.js'

/**
 * `from` and `to` are days of recording in the tenant's time zone, both inclusive. With `asOf` the lines of what happened
 * by that day, by the clocks of the actors.
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

const customerBehind = ({ tables }: Register, { kind, id }: HistorySubject): string | null => {
  if (kind === 'project') return tables.projects.get(id)?.customerId ?? null
  return kind === 'customer' ? id : null
}

/** The history of an own report is visible to its owner and to administrators. */
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
  const behind = customerBehind(register, subject)
  return behind === null || isVisible(behind)
}

/** Who reads a history, and whom that viewer sees. */
export type HistoryViewer = Pick<HistoryFilter, 'isVisible' | 'seesPerson' | 'isOthers'> & {
  readonly viewer: string | undefined
}

/** Whom a viewer sees today. */
export const historyViewer = (register: Register, viewer: string | undefined): HistoryViewer => ({
  viewer,
  isVisible: visibleCustomers(register, { viewer }),
  seesPerson: visiblePersonIds(register, { viewer }),
  isOthers: contactsOfOthers(register, { viewer }),
})

/** A subject with the records merged into it; those of legacy merges only if visible. */
export const mergedSubjects = (
  register: Register,
  subject: HistorySubject,
  looking: HistoryViewer,
): readonly HistorySubject[] => {
  const { kind } = subject
  if (kind !== 'customer' && kind !== 'contact') return [subject]
  const subjectOf = (record: string): HistorySubject => ({ kind, id: idOfStream(record) })
  const record = `${kind === 'contact' ? 'person' : 'customer'}-${subject.id}`
  const absorbed = absorbedBy(
    register.tables,
    record,
    (one) => one.moved || mayRead(register, subjectOf(one.record), looking),
  )
  return [subject, ...Array.from(absorbed, subjectOf)]
}

/**
 * Everything that ever happened to a subject and to the records that were merged into it, newest first; what was recorded
 * later comes before what was recorded at the same time earlier. Names are those of the time. A viewer gets
 * no line about a customer or person it may not see. A period that ends before it begins is refused.
 */
export const subjectHistory = (
  register: Register,
  history: HistoryLines,
  params: SubjectHistoryParams,
): Either<InvalidPeriod, readonly HistoryRow[]> => {
  const rows = (): readonly HistoryRow[] => {
    const { subject, viewer } = params
    const looking = historyViewer(register, viewer)
    if (!mayRead(register, subject, looking)) return []
    const sought = { ...looking, limits: limitsOf(register, params) }
    const party = mergedSubjects(register, subject, looking).map((one) => history.newest(one, sought))
    const [own, ...absorbed] = party
    const found = own !== undefined && absorbed.length === 0 ? own : mergeNewestFirst(party)
    const rowOf = rowsFor(register, { subject, viewer, messages: messagesFor(params.locale) })
    return Array.from(paginate(happenedBy(register, params, found), params), (entry) => rowOf(entry()))
  }
  return map(rows)(periodOf(params))
}

type Found = Iterable<() => HistoryEntry>

function* happenedBefore(end: Instant, found: Found): Found {
  for (const entry of found) if (entry().at < end) yield entry
}

const happenedBy = (register: Register, { asOf }: HistoryLimits, found: Found): Found =>
  asOf === undefined || asOf >= register.today()
    ? found
    : happenedBefore(endOfDay(asOf, register.settings.policies.timeZone), found)

const historyOf =
  <Key extends string>(kind: HistoryKind, key: Key) =>
  (
    register: Register,
    history: HistoryLines,
    params: HistoryLimits & { readonly [K in Key]: string },
  ): Either<InvalidPeriod, readonly HistoryRow[]> =>
    subjectHistory(register, history, { ...params, subject: { kind, id: params[key] } })

/** The history of a customer: its own events and those of contacts being linked to it. */
export const customerHistory = historyOf('customer', 'customerId')

/** The history of a person. */
export const contactHistory = historyOf('contact', 'personId')
