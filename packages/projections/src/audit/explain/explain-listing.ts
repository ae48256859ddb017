import { localTimeOf } from '@clientele/domain'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import { translate } from '../../messages/messages.js'
import { changesCell } from '../../views/history/history-listing.js'
import type { AuditSource } from '../audit-source.js'
import type { ExplainingEvent } from './events.js'
import { explainPermission, type PermissionEvent, type PermissionQuestion } from './permission.js'
import { explainResponsibility, type ResponsibilityQuestion } from './responsibility.js'

const columnsIn = (timeZone: string): readonly ColumnDefinition<ExplainingEvent>[] => [
  ['position', ({ position }) => position],
  ['recordedAt', ({ recordedAt }) => localTimeOf(recordedAt, timeZone)],
  ['at', ({ at }) => localTimeOf(at, timeZone)],
  ['effectiveDate', ({ effectiveDate }) => effectiveDate],
  ['by', ({ by }) => by],
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

/** The events that explain a responsibility, as a table. */
export const responsibilityListing = (source: AuditSource, question: ResponsibilityQuestion): Listing =>
  listingOf(explainResponsibility(source, question)?.events ?? [], columnsIn(zoneOf(source)), question.locale)

/** The events that explain a permission, as a table. */
export const permissionEventsListing = (source: AuditSource, question: PermissionQuestion): Listing =>
  listingOf<PermissionEvent>(
    explainPermission(source, question)?.events ?? [],
    [...columnsIn(zoneOf(source)), ['decides', ({ decides }) => decides]],
    question.locale,
  )
