import { type EventStore, personalTexts, personsAbsorbedBy } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { idsOfStreams, personActivities } from './activities.js'
import { pageOf } from './page.js'
import type { PersonDataExport, PersonRecord, RecordedText } from './person-data.js'

/** What an export is made from. */
export type ExportSource = { readonly store: EventStore; readonly register: ReadableRegister }

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

const recordedAbout = async (store: EventStore, subjects: ReadonlySet<string>): Promise<readonly RecordedText[]> => {
  const found: RecordedText[] = []
  for await (const batch of store.readAll())
    for (const event of batch)
      for (const { path, text, subjects: whose } of personalTexts(event))
        if (whose.every((subject) => subjects.has(subject)))
          found.push({ recordedAt: event.recordedAt, event: event.type, field: path.slice(1).join('.'), text })
  return found
}

/**
 * Exports everything known of a person, also of records merged into it; `null` if there is no such person. Goes over the
 * whole log. Rejects as reading the log does.
 */
export const personDataExport = async (
  { store, register }: ExportSource,
  personId: string,
): Promise<PersonDataExport | null> => {
  const absorbed = idsOfStreams(register.lookup(personsAbsorbedBy, [personId]))
  const personIds = [...new Set([personId, ...absorbed])]
  const records = recordsOf(register, personIds)
  if (records[0]?.personId !== personId) return null
  const activities = personActivities(register, personIds)
  const recorded = await recordedAbout(store, subjectsOf(records))
  const found = { personId, records, activities, recorded }
  return { ...found, page: pageOf(found) }
}
