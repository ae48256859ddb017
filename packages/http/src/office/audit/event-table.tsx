import {
  type ChangeRow,
  type ExplainingEvent,
  type Locale,
  type Messages,
  messagesFor,
  type ReadableRegister,
  translate,
} from '@clientele/projections'
import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { historyTexts } from '../history/texts/history-texts.js'
import { DataTable } from '../layout/data-table.js'
import { displayValue, timeIn } from '../moment/times.js'
import { subjectAddress } from './subjects.js'
import { auditTexts } from './texts/audit-texts.js'

type Event = ChangeRow & { readonly cause?: ExplainingEvent['cause']; readonly decides?: boolean }

type Props = {
  readonly service: Service
  readonly context: RequestContext
  readonly id: string
  readonly caption: string
  readonly rows: readonly Event[]
}

type EventCellProps = { readonly row: Event; readonly messages: Messages; readonly register: ReadableRegister }

/** An event in words, and the values before it. */
const EventCell = ({ row, messages, register }: EventCellProps) => (
  <>
    {row.summary}
    {row.changes.every(({ old }) => old === null) ? null : (
      <ul class="plain quiet">
        {row.changes.map(({ label, old, new: after }) => (
          <li>
            {label}: {displayValue(register, old ?? messages.words.noValue)} →{' '}
            {displayValue(register, after ?? messages.words.noValue)}
          </li>
        ))}
      </ul>
    )}
  </>
)

type TimeCellProps = { readonly row: Event; readonly register: ReadableRegister; readonly locale: Locale }

/** The time of an event, and the day it counts from if that differs. */
const TimeCell = ({ row: { at, day, effectiveDate }, register, locale }: TimeCellProps) => (
  <>
    <span class="day">{timeIn(register, at)}</span>
    {effectiveDate === null || effectiveDate === day ? null : (
      <>
        {' '}
        <span class="quiet">{fill(historyTexts(locale).effective, { day: effectiveDate })}</span>
      </>
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

/** A table of events: when, by whom, what, and the changed values. */
export const EventTable = ({ service, context, id, caption, rows }: Props) => {
  const messages = messagesFor(context.var.locale)
  const { headings } = messages
  const { register } = service.crm
  const isDecided = rows.some(({ decides }) => decides === true)
  const columns = [headings.recordedAt, headings.at, headings.by, headings.record, headings.summary, headings.reason]
  const cells = (row: Event): readonly Child[] => [
    <span class="day">{timeIn(register, row.recordedAt)}</span>,
    <TimeCell row={row} register={register} locale={context.var.locale} />,
    row.byName,
    recordOf(row, service.base),
    <EventCell row={row} messages={messages} register={register} />,
    causeIn(row, messages),
    ...(isDecided ? [row.decides === true ? messages.yes : ''] : []),
  ]
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={isDecided ? [...columns, headings.decides] : columns}
      rows={rows.map(cells)}
      empty={auditTexts(context.var.locale).nothing}
    />
  )
}
