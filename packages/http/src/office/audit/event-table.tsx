import { localTimeOf } from '@clientele/domain'
import { type ChangeRow, type ExplainingEvent, type Messages, messagesFor, translate } from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { Asked, Service } from '../../environment.js'
import { DataTable } from '../layout/data-table.js'
import { subjectAddress } from './subjects.js'
import { auditTexts } from './texts/audit-texts.js'

type Event = ChangeRow & { readonly cause?: ExplainingEvent['cause']; readonly decides?: boolean }

type Props = {
  readonly service: Service
  readonly asked: Asked
  readonly id: string
  readonly caption: string
  readonly rows: readonly Event[]
}

const minutes = 16

/** An instant by the clock of the register, to the minute. */
export const timeIn = ({ crm }: Service, instant: string): string =>
  localTimeOf(instant, crm.register.settings.policies.timeZone).slice(0, minutes).replace('T', ' ')

/** An event in words, and what was there before. */
const What = ({ row, messages }: { readonly row: Event; readonly messages: Messages }) => (
  <>
    {row.summary}
    {row.changes.every(({ old }) => old === null) ? null : (
      <ul class="plain quiet">
        {row.changes.map(({ label, old, new: after }) => (
          <li>
            {label}: {old ?? messages.words.noValue} → {after ?? messages.words.noValue}
          </li>
        ))}
      </ul>
    )}
  </>
)

const recordOf = ({ subject }: Event, base: string): Child => {
  const address = subjectAddress(base, subject)
  return address === null ? subject.name : <a href={address}>{subject.name}</a>
}

const causeIn = ({ origin, cause = null, reason }: Event, messages: Messages): string =>
  [origin === 'direct' ? '' : translate(messages, origin), cause?.subject.name ?? '', reason ?? '']
    .filter((text) => text !== '')
    .join(', ')

/** Events, one a row: when, by whom, what, and what changed by it. */
export const EventTable = ({ service, asked, id, caption, rows }: Props) => {
  const messages = messagesFor(asked.var.locale)
  const { headings } = messages
  const isDecided = rows.some(({ decides }) => decides === true)
  const columns = [headings.recordedAt, headings.at, headings.by, headings.record, headings.summary, headings.reason]
  const cells = (row: Event): readonly Child[] => [
    <span class="day">{timeIn(service, row.recordedAt)}</span>,
    row.at === row.recordedAt ? (row.effectiveDate ?? '') : (row.effectiveDate ?? row.day),
    row.byName,
    recordOf(row, service.base),
    <What row={row} messages={messages} />,
    causeIn(row, messages),
    ...(isDecided ? [row.decides === true ? messages.yes : ''] : []),
  ]
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={isDecided ? [...columns, headings.decides] : columns}
      rows={rows.map(cells)}
      empty={auditTexts(asked.var.locale).nothing}
    />
  )
}
