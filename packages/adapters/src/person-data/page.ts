import {
  fieldLabel,
  isHeading,
  localeOf,
  type Messages,
  messagesFor,
  nameInWords,
  translate,
} from '@clientele/projections'
import type { PersonDataExport, PersonRecord } from './person-data.js'

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const labelOf = (messages: Messages, field: string): string =>
  isHeading(field) ? messages.headings[field] : fieldLabel(messages, field)

const textOf = (messages: Messages, value: unknown): string => {
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  if (Array.isArray(value)) return value.map((one) => textOf(messages, one)).join(', ')
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== '')
    .map(([field, one]) => `${labelOf(messages, field)}: ${textOf(messages, one)}`)
    .join('; ')
}

type Cells = readonly unknown[]

const table = (messages: Messages, headings: readonly string[], rows: readonly Cells[]): string =>
  rows.length === 0
    ? `<p>${escapeHtml(messages.headings.nothing)}</p>`
    : `<table><tr>${headings.map((heading) => `<th>${escapeHtml(labelOf(messages, heading))}</th>`).join('')}</tr>${rows
        .map((row) => `<tr>${row.map((value) => `<td>${escapeHtml(textOf(messages, value))}</td>`).join('')}</tr>`)
        .join('')}</table>`

const isShown = (value: unknown): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The fields of a record with their labels; what has a table of its own is left out. */
const fieldsOf = (messages: Messages, record: object): readonly Cells[] =>
  Object.entries(record).flatMap(([field, value]) =>
    isShown(value) && !['statements', 'customer', 'details'].includes(field) ? [[labelOf(messages, field), value]] : [],
  )

const recordPart = (messages: Messages, record: PersonRecord): string => {
  const { customer, statements } = record
  const ofCustomer = customer === null ? [] : [customer, customer.details].flatMap((one) => fieldsOf(messages, one))
  const said = [...statements, ...(customer?.statements ?? [])]
  return [
    `<h2>${escapeHtml(messages.headings.record)}: ${escapeHtml(record.personId)}</h2>`,
    table(messages, ['field', 'value'], [...fieldsOf(messages, record), ...ofCustomer]),
    `<h3>${escapeHtml(messages.headings.statements)}</h3>`,
    table(
      messages,
      ['kind', 'channel', 'date', 'source', 'reason', 'evidence'],
      said.map(({ kind, channel, date, source, reason, evidence }) => [
        translate(messages, kind),
        translate(messages, channel),
        ...[date, source, reason, evidence],
      ]),
    ),
  ].join('')
}

const eventName = ({ events }: Messages, type: string): string => {
  const names: { readonly [type: string]: string | undefined } = events
  return names[type] ?? nameInWords(type)
}

/** An HTML page that shows an export to its person, in the language of a locale. */
export const pageOf = (
  { personId, records, activities, recorded }: Omit<PersonDataExport, 'page'>,
  locale: string | undefined,
): string => {
  const messages = messagesFor(locale)
  const title = escapeHtml(`${messages.headings.personalData}: ${personId}`)
  return [
    `<!doctype html><html lang="${localeOf(locale)}"><meta charset="utf-8"><title>${title}</title>`,
    `<h1>${title}</h1>`,
    ...records.map((record) => recordPart(messages, record)),
    `<h2>${escapeHtml(messages.headings.activities)}</h2>`,
    table(
      messages,
      ['at', 'kind', 'withOthers', 'text'],
      activities.map(({ at, kind, withOthers, texts }) => [at, fieldLabel(messages, kind), withOthers, texts]),
    ),
    `<h2>${escapeHtml(messages.headings.recordedTexts)}</h2>`,
    table(
      messages,
      ['recordedAt', 'eventType', 'field', 'text'],
      recorded.map(({ recordedAt, event, field, text }) => [
        recordedAt,
        eventName(messages, event),
        labelOf(messages, field),
        text,
      ]),
    ),
    '</html>',
  ].join('\n')
}
