import { localTimeOf } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import type { HistoryLines } from '../../history/history.js'
import { cellsOf, columnsOf, type Listing, type ListingCell } from '../../listing/listing.js'
import { changeText } from '../../messages/change-text.js'
import type { Locale } from '../../messages/locale.js'
import { messagesFor, translate } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import type { InvalidPeriod } from '../../query/period.js'
import type { Register } from '../../register/register.js'
import type { HistoryRow } from './history-row.js'
import { type SubjectHistoryParams, subjectHistory } from './subject-history.js'

const historyColumns = ['recordedAt', 'effectiveDate', 'by', 'summary', 'changes'] as const

/** The changes, the reason, and the origin unless it is direct. */
export const changesCell = (messages: Messages, { type, changes, reason, origin }: HistoryRow): string => {
  const { fields } = messages
  const facts = changes.map((change) => changeText(messages, type, change))
  if (reason !== null) facts.push(`${fields.reason}: ${reason}`)
  if (origin !== 'direct') facts.push(`${fields.cause}: ${translate(messages, origin)}`)
  return facts.join('; ')
}

const historyCells =
  (messages: Messages, timeZone: string) =>
  (row: HistoryRow): readonly ListingCell[] => [
    localTimeOf(row.recordedAt, timeZone),
    row.effectiveDate ?? '',
    row.byName,
    row.summary,
    changesCell(messages, row),
  ]

/** Rows of a history as a table, with times in the time zone of the register. */
export const historyRowsListing = (
  { settings }: Register,
  rows: Iterable<HistoryRow>,
  locale: Locale | undefined,
): Listing => ({
  columns: columnsOf(historyColumns, locale),
  rows: cellsOf(rows, historyCells(messagesFor(locale), settings.policies.timeZone)),
})

/** The history of a subject, as a table. */
export const historyListing = (
  register: Register,
  history: HistoryLines,
  params: SubjectHistoryParams,
): Either<InvalidPeriod, Listing> =>
  map((rows: readonly HistoryRow[]) => historyRowsListing(register, rows, params.locale))(
    subjectHistory(register, history, params),
  )
