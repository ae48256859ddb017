import { type Customer, isInvoicedOnlyAsCustomer, isOn, type Settings } from '@clientele/domain'
import type { ExecutedCommand, History } from '../histories/index.js'
import { documented } from './about.js'
import { commandsOf, eventsOf, invariant, isPolicy, written } from './invariant.js'
import { brokenAt, momentsOf } from './moments.js'

const recordings = ['RecordInvoice', 'RecordSalesOrder'] as const

const settingFor = (type: string) => (type === 'RecordInvoice' ? 'STARTDATE_INVOICE' : 'STARTDATE_SALESORDER')

/** The date of the first document; those that came with a merge stand where they were first recorded. */
const firstDocument = ({ documents, voided }: Customer, settings: Settings): string | null => {
  const counting = [...documents.entries()].filter(
    ([id, { kind }]) =>
      !voided.has(id) && isOn(settings, kind === 'invoice' ? 'STARTDATE_INVOICE' : 'STARTDATE_SALESORDER'),
  )
  const own = counting.filter(([, { moved }]) => moved === undefined)
  const moved = counting.filter((one) => !own.includes(one)).sort(([, a], [, b]) => (a.at < b.at ? -1 : 1))
  const [first, other] = [own[0]?.[1], moved[0]?.[1]]
  return (first === undefined || (other !== undefined && other.at < first.at) ? other : first)?.date ?? null
}

const startsRightly = (history: History, executed: ExecutedCommand): boolean => {
  const events = eventsOf(history, executed)
  const recorded = events.find(({ type }) => type === 'InvoiceRecorded' || type === 'SalesOrderRecorded')
  if (recorded === undefined) return true
  const setting = settingFor(executed.command.type)
  const set = events.flatMap(({ type, data }) => (type === 'CustomerStartDateSet' ? [data] : []))
  const own = [...momentsOf(history.log.slice(0, executed.after), 'customer')]
  const moments = own.filter(({ event }) => event.stream === recorded.stream)
  const at = moments.find(({ event }) => event.position === recorded.position)
  if (at === undefined) return false
  const { before, after, settings } = at
  const due = isOn(settings, setting) && before.startDate === null && !before.startedAutomatically
  const expected = due ? firstDocument(after, settings) : null
  return set.length === (due ? 1 : 0) && (set[0]?.date ?? null) === expected
}

export const startDates = invariant({
  title: 'INV-12 a start date is set by itself at most once, from the first recorded document, and later ones leave it',
  about: documented,
  without: isPolicy('startDateManual', 'startDateLookBack', 'startDateOnVoid', 'startDateRule'),
  broken: (history) =>
    commandsOf(history, recordings)
      .filter((executed) => !startsRightly(history, executed))
      .map((executed) =>
        written(
          executed,
          eventsOf(history, executed).map(({ type, data }) => ({ type, data })),
        ),
      ),
})

export const invoiced = invariant({
  title: 'INV-17 only companies and private customers have invoices and sales orders',
  about: documented,
  broken: ({ log }) => brokenAt(log, 'customer', ({ after }) => isInvoicedOnlyAsCustomer(after)),
})
