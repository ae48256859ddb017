import type { PersonDataExport, PersonRecord } from './person-data.js'

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const cell = (value: unknown): string => escapeHtml(typeof value === 'string' ? value : JSON.stringify(value))

const table = (headings: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  rows.length === 0
    ? '<p>Nothing.</p>'
    : `<table><tr>${headings.map((heading) => `<th>${escapeHtml(heading)}</th>`).join('')}</tr>${rows
        .map((row) => `<tr>${row.map((value) => `<td>${cell(value)}</td>`).join('')}</tr>`)
        .join('')}</table>`

const fieldsOf = (record: object): readonly (readonly [string, unknown])[] =>
  Object.entries(record).filter(([, value]) => value !== null && value !== '' && typeof value !== 'object')

const recordPart = (record: PersonRecord): string => {
  const { customer, statements } = record
  const customerFields = customer === null ? [] : [...fieldsOf(customer), ...fieldsOf(customer.details)]
  const allStatements = [...statements, ...(customer?.statements ?? [])]
  return [
    `<h2>Record ${escapeHtml(record.personId)}</h2>`,
    table(['Field', 'Value'], [...fieldsOf(record), ...customerFields]),
    '<h3>Marketing statements</h3>',
    table(
      ['Kind', 'Channel', 'Day', 'Source', 'Reason', 'Evidence'],
      allStatements.map(({ kind, channel, date, source, reason, evidence }) => [
        kind,
        channel,
        date,
        source,
        reason,
        evidence,
      ]),
    ),
  ].join('')
}

/** An HTML page that shows an export to its person. */
export const pageOf = ({ personId, records, activities, recorded }: Omit<PersonDataExport, 'page'>): string =>
  [
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Personal data of ${escapeHtml(personId)}</title>`,
    `<h1>Personal data of ${escapeHtml(personId)}</h1>`,
    ...records.map(recordPart),
    '<h2>Activities</h2>',
    table(
      ['Kind', 'Id', 'With others', 'Texts'],
      activities.map(({ kind, activityId, withOthers, texts }) => [kind, activityId, withOthers, texts]),
    ),
    '<h2>Recorded</h2>',
    table(
      ['When', 'Event', 'Field', 'Text'],
      recorded.map(({ recordedAt, event, field, text }) => [recordedAt, event, field, text]),
    ),
    '</html>',
  ].join('\n')
