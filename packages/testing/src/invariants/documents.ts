import { type Customer, isInvoicedOnlyAsCustomer, isOn, type Settings } from '@clientele/domain'
import type { ExecutedCommand, History } from '../histories/index.js'
import { documentCommands } from './command-types.js'
import { commandsOf, describeCommand, eventsOf, invariant, isPolicy } from './invariant.js'
import { brokenAt, momentsOf } from './moments.js'

const recordings = ['RecordInvoice', 'RecordSalesOrder'] as const

const settingFor = (type: string) => (type === 'RecordInvoice' ? 'STARTDATE_INVOICE' : 'STARTDATE_SALESORDER')

/** Returns the date of the first document. Documents moved by a merge keep the time of their first recording. */
const firstDocument = ({ documents, voided }: Customer, settings: Settings): string | null => {
  const counted = [...documents.entries()].filter(
    ([id, { kind }]) =>
      !voided.has(id) && isOn(settings, kind === 'invoice' ? 'STARTDATE_INVOICE' : 'STARTDATE_SALESORDER'),
  )
  const own = counted.filter(([, { moved }]) => moved === undefined)
  const moved = counted.filter((one) => !own.includes(one)).sort(([, a], [, b]) => (a.at < b.at ? -1 : 1))
  const [first, other] = [own[0]?.[1], moved[0]?.[1]]
  return (first === undefined || (other !== undefined && other.at < first.at) ? other : first)?.date ?? null
}

const hasExpectedStartDate = (history: History, executed: ExecutedCommand): boolean => {
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
  const isDue = isOn(settings, setting) && before.startDate === null && !before.startedAutomatically
  const expected = isDue ? firstDocument(after, settings) : null
  return set.length === (isDue ? 1 : 0) && (set[0]?.date ?? null) === expected
}

export const startDates = invariant({
  title:
    'INV-12 a start date is set automatically at most once, by the first recorded document; later ones do not change it',
  about: documentCommands,
  without: isPolicy('startDateManual', 'startDateLookBack', 'startDateOnVoid', 'startDateRule'),
  broken: (history) =>
    commandsOf(history, recordings)
      .filter((executed) => !hasExpectedStartDate(history, executed))
      .map((executed) =>
        describeCommand(
          executed,
          eventsOf(history, executed).map(({ type, data }) => ({ type, data })),
        ),
      ),
})

export const documentsOfCustomers = invariant({
  title: 'INV-17 only companies and private customers have invoices and sales orders',
  about: documentCommands,
  broken: ({ log }) => brokenAt(log, 'customer', ({ after }) => isInvoicedOnlyAsCustomer(after)),
})
