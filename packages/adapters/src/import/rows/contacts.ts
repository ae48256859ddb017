import {
  ChangeContactDetails,
  givenIdOf,
  LinkContactToCompany,
  type Message,
  RegisterContact,
  text,
} from '@clientele/domain'
import type { PersonRow } from '@clientele/projections'
import { date, given, idsOf, key, needed, type RowOf } from '../columns.js'
import { definedFields, type FileKind, fileKind, isChanged, type Known, type Plan } from '../kind.js'
import { personGone } from './customers/gone.js'

const columns = {
  personId: key(givenIdOf('PersonId')),
  firstName: given(text),
  lastName: needed(text),
  email: given(text),
  phone: given(text),
  mobile: given(text),
  title: given(text),
  customerIds: given(idsOf('CustomerId')),
  since: given(date),
}

type Row = RowOf<typeof columns>

const fields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const

const registered = ({ personId, customerIds, since, ...identity }: Row): Message =>
  RegisterContact({ personId, ...definedFields(identity) })

const changed = (row: Row, known: PersonRow): readonly Message[] => {
  const changes = fields.filter((field) => isChanged(row[field], known[field]))
  return changes.length === 0
    ? []
    : [
        ChangeContactDetails({
          personId: row.personId,
          changes: Object.fromEntries(changes.map((field) => [field, row[field] ?? null])),
        }),
      ]
}

const linked = ({ personId, customerIds }: Row, known?: PersonRow): readonly Message[] =>
  (customerIds ?? [])
    .filter((customerId) => known?.companyIds.includes(customerId) !== true)
    .map((customerId) => LinkContactToCompany({ personId, customerId }))

const plan = (row: Row, { tables }: Known): Plan => {
  const known = tables.persons.get(row.personId)
  const refused = personGone(known)
  if (refused !== null) return { refused }
  return known === undefined
    ? { create: [registered(row)], add: linked(row) }
    : { update: changed(row, known), add: linked(row, known) }
}

/** Contact persons and the companies they are contacts of. Who was erased or merged away is not brought back (GDPR 17). */
export const contacts: FileKind = fileKind({
  file: 'contacts.csv',
  columns,
  since: ({ since }) => since,
  id: ({ personId }) => personId,
  subject: ({ firstName, lastName, personId }) => [firstName, lastName].filter(Boolean).join(' ') || personId,
  keys: ({ personId }) => [`person-${personId}`],
  plan,
})
