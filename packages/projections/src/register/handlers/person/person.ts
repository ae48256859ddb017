import { foldCase, type PersonEvent, personFields } from '@clientele/domain'
import type { PersonRow } from '../../../tables/rows.js'
import type { Tables } from '../../../tables/tables.js'
import { absorbPerson } from '../../merges.js'
import { survivingCompanies } from '../../survivors.js'
import { type Handlers, timeOf } from '../handler.js'
import { banHandlers, consentHandlers } from '../marketing.js'
import { contactTraitHandlers } from './contact-traits.js'
import { privacyHandlers } from './privacy.js'

const noIds: readonly string[] = []
const noMergedLinks: PersonRow['joined'] = {}
const noStatements: PersonRow['statements'] = []

const isField = (field: string): field is (typeof personFields)[number] => personFields.some((one) => one === field)

const addressOf = (email: string | null): string | null => (email === null ? null : foldCase(email))

const withChanges = (
  person: PersonRow,
  changes: readonly { readonly field: string; readonly new: string | null }[],
): PersonRow => {
  const fields = changes.filter(({ field }) => isField(field)).map((change) => [change.field, change.new] as const)
  const changed: PersonRow = { ...person, ...Object.fromEntries(fields) }
  return { ...changed, lastName: changed.lastName ?? '', address: addressOf(changed.email) }
}

const putLinks = (tables: Tables, person: PersonRow, links: Pick<PersonRow, 'linkedIds' | 'joined'>): void => {
  const companyIds = survivingCompanies(tables, { ...person, ...links })
  tables.persons.patch(person.personId, { ...links, companyIds })
}

/** The handlers of person events. */
export const persons: Handlers<PersonEvent> = {
  ContactRegistered: (data, { tables }, { id }) =>
    tables.persons.put({
      personId: id,
      firstName: data.firstName ?? null,
      lastName: data.lastName,
      email: data.email ?? null,
      phone: data.phone ?? null,
      mobile: data.mobile ?? null,
      title: data.title ?? null,
      companyIds: noIds,
      linkedIds: noIds,
      joined: noMergedLinks,
      customerId: null,
      mergedInto: null,
      mergedAt: null,
      statements: noStatements,
      saidAt: noIds,
      categories: noIds,
      erased: null,
      holdUntil: null,
      address: addressOf(data.email ?? null),
      emailsRestricted: false,
    }),
  ContactDetailsChanged: ({ changes }, { tables }, { id }) => {
    const person = tables.persons.get(id)
    if (person !== undefined) tables.persons.patch(id, withChanges(person, changes))
  },
  ContactLinkedToCompany: ({ customerId, reason }, { tables }, source) => {
    const person = tables.persons.get(source.id)
    if (person === undefined || person.linkedIds.includes(customerId)) return
    const joined = reason === 'merge' ? { ...person.joined, [customerId]: timeOf(source) } : person.joined
    putLinks(tables, person, { linkedIds: [...person.linkedIds, customerId], joined })
  },
  ContactUnlinkedFromCompany: ({ customerId }, { tables }, { id }) => {
    const person = tables.persons.get(id)
    if (person === undefined) return
    const joined = Object.entries(person.joined).filter(([one]) => one !== customerId)
    const linkedIds = person.linkedIds.filter((one) => one !== customerId)
    putLinks(tables, person, { linkedIds, joined: joined.length === 0 ? noMergedLinks : Object.fromEntries(joined) })
  },
  PrivateCustomerCreated: ({ customerId }, { tables }, { id }) => tables.persons.patch(id, { customerId }),
  ContactAbsorbed: () => undefined,
  ContactMergedInto: (merge, { tables }, source) => {
    if (tables.persons.get(source.id) === undefined) return
    const mergedAt = timeOf(source)
    tables.persons.patch(source.id, { mergedInto: merge.survivorId, mergedAt, companyIds: [] })
    absorbPerson(tables, source.id, { ...merge, mergedAt })
  },
  ...contactTraitHandlers,
  ...privacyHandlers,
  ContactEmailAccessRestricted: (_, { tables }, { id }) => tables.persons.patch(id, { emailsRestricted: true }),
  ContactEmailAccessGranted: (_, { tables }, { id }) => tables.persons.patch(id, { emailsRestricted: false }),
  ContactMarkedPrivate: ({ ownerId }, { tables }, { id }) => tables.privateContacts.put({ personId: id, ownerId }),
  ContactMarkedPublic: (_, { tables }, { id }) => tables.privateContacts.remove(id),
  ...banHandlers,
  ...consentHandlers,
}
