import { localTimeOf } from '@clientele/domain'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import { translate } from '../../messages/messages.js'
import { changesCell } from '../../views/history/history-listing.js'
import type { AuditSource } from '../audit-source.js'
import type { ExplainingEvent } from './events.js'
import { type ExplainQuestion, isResponsibility } from './explain.js'
import { explainPermission, type PermissionEvent } from './permission.js'
import { explainResponsibility } from './responsibility.js'

const columnsIn = (timeZone: string): readonly ColumnDefinition<ExplainingEvent>[] => [
  ['position', ({ position }) => position],
  ['recordedAt', ({ recordedAt }) => localTimeOf(recordedAt, timeZone)],
  ['at', ({ at }) => localTimeOf(at, timeZone)],
  ['effectiveDate', ({ effectiveDate }) => effectiveDate],
  ['by', ({ byName }) => byName],
  ['record', ({ subject }) => subject.name],
  ['summary', ({ summary }) => summary],
  ['changes', (row, messages) => changesCell(messages, row)],
  ['reason', ({ reason }) => reason],
  [
    'cause',
    ({ origin, cause }, messages) => [translate(messages, origin), cause?.subject.name ?? []].flat().join(', '),
  ],
]

const zoneOf = ({ register }: AuditSource): string => register.settings.policies.timeZone

/** The events of an explanation, as a table; for a permission, the column `decides` marks the deciding ones. */
export const explanationListing = (source: AuditSource, question: ExplainQuestion): Listing => {
  const columns = columnsIn(zoneOf(source))
  if (isResponsibility(question))
    return listingOf(explainResponsibility(source, question)?.events ?? [], columns, question.locale)
  return listingOf<PermissionEvent>(
    explainPermission(source, question)?.events ?? [],
    [...columns, ['decides', ({ decides }) => decides]],
    question.locale,
  )
}
