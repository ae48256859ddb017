import { foldedCase, type PersonEvent, personFields } from '@clientele/domain'
import type { PersonRow } from '../rows.js'
import { contactTraitHandlers } from './contact-traits.js'
import type { Handlers } from './handler.js'
import { banHandlers, consentHandlers } from './marketing.js'
import { privacyHandlers } from './privacy.js'

const noIds: readonly string[] = []
const noStatements: PersonRow['statements'] = []

const isField = (field: string): field is (typeof personFields)[number] => personFields.some((one) => one === field)

const addressOf = (email: string | null): string | null => (email === null ? null : foldedCase(email))

const withChanges = (
  person: PersonRow,
  changes: readonly { readonly field: string; readonly new: string | null }[],
): PersonRow => {
  const known = changes.filter(({ field }) => isField(field)).map((change) => [change.field, change.new] as const)
  const changed: PersonRow = { ...person, ...Object.fromEntries(known) }
  return { ...changed, lastName: changed.lastName ?? '', address: addressOf(changed.email) }
}

/** What the events of a person's stream do to the tables. */
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
      customerId: null,
      mergedInto: null,
      statements: noStatements,
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
  ContactLinkedToCompany: ({ customerId }, { tables }, { id }) => {
    const companies = tables.persons.get(id)?.companyIds ?? []
    if (!companies.includes(customerId)) tables.persons.patch(id, { companyIds: [...companies, customerId] })
  },
  ContactUnlinkedFromCompany: ({ customerId }, { tables }, { id }) => {
    const companies = tables.persons.get(id)?.companyIds ?? []
    tables.persons.patch(id, { companyIds: companies.filter((company) => company !== customerId) })
  },
  PrivateCustomerCreated: ({ customerId }, { tables }, { id }) => tables.persons.patch(id, { customerId }),
  ContactAbsorbed: () => undefined,
  ContactMergedInto: ({ survivorId }, { tables }, { id }) =>
    tables.persons.patch(id, { mergedInto: survivorId, companyIds: [] }),
  ...contactTraitHandlers,
  ...privacyHandlers,
  ContactEmailAccessRestricted: (_, { tables }, { id }) => tables.persons.patch(id, { emailsRestricted: true }),
  ContactEmailAccessGranted: (_, { tables }, { id }) => tables.persons.patch(id, { emailsRestricted: false }),
  ...banHandlers,
  ...consentHandlers,
}
