import {
  ChangeContactDetails,
  givenIdOf,
  LinkContactToCompany,
  MarkContactPrivate,
  MarkContactPublic,
  type Message,
  RegisterContact,
  text,
} from '@clientele/domain'
import type { PersonRow } from '@clientele/projections'
import { date, flag, given, idsOf, key, needed, type RowOf } from '../columns.js'
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
  ownerId: given(givenIdOf('EmployeeId')),
  private: given(flag),
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

/** Without `private` an owner is that of a contact that is private already. */
const hiding = ({ personId, private: wanted, ownerId }: Row, owner: string | null): readonly Message[] => {
  if (wanted === false) return owner === null ? [] : [MarkContactPublic({ personId })]
  const isOther = owner !== null && ownerId != null && ownerId !== owner
  if (!isOther && !(wanted === true && owner === null)) return []
  return [MarkContactPrivate(ownerId == null ? { personId } : { personId, ownerId })]
}

const plan = (row: Row, { tables }: Known): Plan => {
  const known = tables.persons.get(row.personId)
  const refused = personGone(known)
  if (refused !== null) return { refused }
  if (known === undefined) return { create: [registered(row)], add: linked(row) }
  const owner = tables.privateContacts.get(row.personId)?.ownerId ?? null
  return { update: [...changed(row, known), ...hiding(row, owner)], add: linked(row, known) }
}

/** Contact persons and the companies they are contacts of. Who was erased or merged away is not brought back (GDPR 17). */
export const contacts: FileKind = fileKind({
  file: 'contacts.csv',
  columns,
  since: ({ since }) => since,
  id: ({ personId }) => personId,
  keys: ({ personId }) => [`person-${personId}`],
  plan,
})
