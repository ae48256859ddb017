import { personalTexts, personsAbsorbedBy } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import type { ReadableLog } from '../log/abortable.js'
import { idsOfStreams, personActivities } from './activities.js'
import { pageOf } from './page.js'
import type { PersonDataExport, PersonRecord, RecordedText } from './person-data.js'

/** The sources of an export. */
export type ExportSource = { readonly store: ReadableLog; readonly register: ReadableRegister }

const customerOf = ({ tables }: ReadableRegister, customerId: string | null): PersonRecord['customer'] => {
  const row = customerId === null ? undefined : tables.customers.get(customerId)
  if (row === undefined) return null
  return { customerId: row.customerId, name: row.name, details: { ...row.details }, statements: row.statements }
}

const recordsOf = (register: ReadableRegister, personIds: readonly string[]): readonly PersonRecord[] =>
  personIds.flatMap((personId) => {
    const row = register.tables.persons.get(personId)
    if (row === undefined) return []
    const { firstName, lastName, email, phone, mobile, title, companyIds, statements, customerId } = row
    const customer = customerOf(register, customerId)
    return [{ personId, firstName, lastName, email, phone, mobile, title, companyIds, statements, customer }]
  })

const subjectsOf = (records: readonly PersonRecord[]): ReadonlySet<string> =>
  new Set(
    records.flatMap(({ personId, customer }) => [
      `person-${personId}`,
      `invoicing-${personId}`,
      ...(customer === null ? [] : [`customer-${customer.customerId}`]),
    ]),
  )

const findRecordedTexts = async (
  store: ReadableLog,
  subjects: ReadonlySet<string>,
): Promise<readonly RecordedText[]> => {
  const found: RecordedText[] = []
  for await (const batch of store.readAll())
    for (const event of batch)
      for (const { path, text, subjects: whose } of personalTexts(event))
        if (whose.every((subject) => subjects.has(subject)))
          found.push({ recordedAt: event.recordedAt, event: event.type, field: path.slice(1).join('.'), text })
  return found
}

/**
 * Exports all data about a person, including records merged into it; `null` if there is no such person. Reads the whole
 * log; rejects if reading does.
 */
export const personDataExport = async (
  { store, register }: ExportSource,
  personId: string,
): Promise<PersonDataExport | null> => {
  if (typeof personId !== 'string') return null
  const absorbed = idsOfStreams(register.lookup(personsAbsorbedBy, [personId]))
  const personIds = [...new Set([personId, ...absorbed])]
  const records = recordsOf(register, personIds)
  if (records[0]?.personId !== personId) return null
  const activities = personActivities(register, personIds)
  const recorded = await findRecordedTexts(store, subjectsOf(records))
  const found = { personId, records, activities, recorded }
  return { ...found, page: pageOf(found) }
}
