import { categoryOf, type EventCatalogue, idOfStream, personalTexts, personsAbsorbedBy } from '@clientele/domain'
import { customersOfPerson, personOfCustomer, type ReadableRegister } from '@clientele/projections'
import { createSubjectsInLog } from '../keys/whose/subjects-in-log.js'
import type { ReadableLog } from '../log/abortable.js'
import { idsOfStreams, type OwnRecords, personActivities } from './activities.js'
import { pageOf } from './page.js'
import type { PersonDataExport, PersonRecord, RecordedText } from './person-data.js'

/** The sources of an export; `events` marks the personal fields of events. */
export type ExportSource = {
  readonly store: ReadableLog
  readonly register: ReadableRegister
  readonly events: EventCatalogue
}

/** Who is exported, and the language of the page. */
export type ExportQuestion = { readonly personId: string; readonly locale: string | undefined }

const customerOf = ({ tables }: ReadableRegister, customerId: string | null): PersonRecord['customer'] => {
  const row = customerId === null ? undefined : tables.customers.get(customerId)
  if (row === undefined) return null
  const { name, number, segment, status, attractionChannel, customerKind, startDate, archived, statements } = row
  const groups = row.groupIds.map((id) => tables.groups.get(id)?.name ?? id)
  const specialGroups = row.specialGroupIds.map((id) => tables.specialGroups.get(id)?.name ?? id)
  const classified = { segment, status, attractionChannel, customerKind, groups, specialGroups }
  return {
    customerId: row.customerId,
    name,
    number,
    ...classified,
    startDate,
    archived,
    details: { ...row.details },
    statements,
  }
}

const propertiesOf = ({ tables }: ReadableRegister, personId: string): PersonRecord['properties'] =>
  Array.from(tables.heldProperties.rowsWhere('personId', personId), ({ property, customerId }) => ({
    number: property,
    name: tables.contactProperties.get(property)?.name ?? property,
    customerId,
  }))

const recordsOf = (register: ReadableRegister, personIds: readonly string[]): readonly PersonRecord[] =>
  personIds.flatMap((personId) => {
    const row = register.tables.persons.get(personId)
    if (row === undefined) return []
    const { firstName, lastName, email, phone, mobile, title, companyIds, categories, holdUntil, statements } = row
    const own = { personId, firstName, lastName, email, phone, mobile, title, companyIds, categories, holdUntil }
    const properties = propertiesOf(register, personId)
    return [{ ...own, properties, statements, customer: customerOf(register, row.customerId) }]
  })

const subjectsOf = ({ personIds, customerIds }: OwnRecords): ReadonlySet<string> =>
  new Set([
    ...personIds.flatMap((personId) => [`person-${personId}`, `invoicing-${personId}`]),
    ...customerIds.map((customerId) => `customer-${customerId}`),
  ])

const isCompany = ({ tables }: ReadableRegister, subject: string): boolean =>
  categoryOf(subject) === 'customer' && personOfCustomer(tables, idOfStream(subject)) === null

const findRecordedTexts = async (
  { store, register, events }: ExportSource,
  own: ReadonlySet<string>,
): Promise<readonly RecordedText[]> => {
  const found: RecordedText[] = []
  const subjectsInLog = createSubjectsInLog()
  for await (const batch of store.readAll())
    for (const event of batch)
      for (const { path, text, subjects } of personalTexts(event, events, subjectsInLog(event))) {
        const persons = subjects.filter((subject) => !isCompany(register, subject))
        if (persons.length > 0 && persons.every((subject) => own.has(subject)))
          found.push({ recordedAt: event.recordedAt, event: event.type, field: path.slice(1).join('.'), text })
      }
  return found
}

/**
 * Exports all data about a person, including records merged into it; `null` if there is no such person. Reads the whole
 * log; rejects if reading does.
 */
export const personDataExport = async (
  source: ExportSource,
  { personId, locale }: ExportQuestion,
): Promise<PersonDataExport | null> => {
  const { register } = source
  if (typeof personId !== 'string') return null
  const absorbed = idsOfStreams(register.lookup(personsAbsorbedBy, [personId]))
  const personIds = [...new Set([personId, ...absorbed])]
  const records = recordsOf(register, personIds)
  if (records[0]?.personId !== personId) return null
  const customerIds = personIds.flatMap((id) => customersOfPerson(register.tables, id))
  const own: OwnRecords = { personIds, customerIds }
  const activities = personActivities(register, own)
  const recorded = await findRecordedTexts(source, subjectsOf(own))
  const found = { personId, records, activities, recorded }
  return { ...found, page: pageOf(found, locale) }
}
