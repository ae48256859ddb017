import { localTimeOf } from '@clientele/domain'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import { translate } from '../../messages/messages.js'
import { changesCell } from '../../views/history/history-listing.js'
import type { AuditSource } from '../audit-source.js'
import { type ChangeRow, type ChangesQuestion, changeRows } from './changes.js'

const columnsIn = (timeZone: string): readonly ColumnDefinition<ChangeRow>[] => [
  ['position', ({ position }) => position],
  ['recordedAt', ({ recordedAt }) => localTimeOf(recordedAt, timeZone)],
  ['at', ({ at }) => localTimeOf(at, timeZone)],
  ['effectiveDate', ({ effectiveDate }) => effectiveDate],
  ['by', ({ byName }) => byName],
  ['eventType', ({ type }) => type],
  ['record', ({ subject }) => subject.name],
  ['summary', ({ summary }) => summary],
  ['changes', (row, messages) => changesCell(messages, row)],
  ['reason', ({ reason }) => reason],
  ['cause', ({ origin }, messages) => translate(messages, origin)],
]

/** Changes as a table: the same rows; without a limit, all of them. */
export const changesListing = (source: AuditSource, question: ChangesQuestion): Listing =>
  listingOf(changeRows(source, question), columnsIn(source.register.settings.policies.timeZone), question.locale)
