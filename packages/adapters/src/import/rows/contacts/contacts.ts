import {
  ChangeContactDetails,
  ContactNotPrivate,
  LinkContactToCompany,
  MarkContactPrivate,
  MarkContactPublic,
  type Message,
  RegisterContact,
} from '@clientele/domain'
import type { PersonRow } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { definedFields, type FileKind, fileKind, isChanged, type Known, type Plan, type Refusal } from '../../kind.js'
import { refuseGonePerson } from '../customers/gone.js'
import { createIdentifier, type Identifier } from '../identify.js'
import { identityByName, idsIn, mayHaveEmail } from '../naming.js'
import type { Namings } from '../namings.js'
import {
  type ContactCells,
  type ContactLine,
  changedFrom,
  contactColumns,
  fullNameOf,
  isErasedExport,
  namesOf,
  PersonId,
} from './contact-columns.js'

const fields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const

const registerCommand = ({ personId, customerIds, since, ...identity }: ContactLine): Message =>
  RegisterContact({ personId, ...definedFields(identity) })

const detailCommands = (row: ContactLine, known: PersonRow): readonly Message[] => {
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

const linkCommands = ({ personId, customerIds }: ContactLine, known?: PersonRow): readonly Message[] =>
  customerIds
    .filter((customerId) => known?.companyIds.includes(customerId) !== true)
    .map((customerId) => LinkContactToCompany({ personId, customerId }))

/** Refuses an owner for a contact that is not private, as `RegisterContact` does for a new one. */
const refuseOwner = ({ personId, private: wanted, ownerId }: ContactLine, owner: string | null): Refusal | null =>
  ownerId != null && (wanted === false || (wanted !== true && owner === null))
    ? { error: ContactNotPrivate.error, personId }
    : null

const privacyCommands = (
  { personId, private: wanted, ownerId }: ContactLine,
  owner: string | null,
): readonly Message[] => {
  if (wanted === false) return owner === null ? [] : [MarkContactPublic({ personId })]
  const isOther = owner !== null && ownerId != null && ownerId !== owner
  if (!isOther && !(wanted === true && owner === null)) return []
  return [MarkContactPrivate(ownerId == null ? { personId } : { personId, ownerId })]
}

const planLine = (row: ContactLine, { tables }: Known): Plan => {
  const known = tables.persons.get(row.personId)
  const refused = refuseGonePerson(known)
  if (refused !== null) return { refused }
  if (known === undefined) return { create: [registerCommand(row)], add: linkCommands(row) }
  const owner = tables.privateContacts.get(row.personId)?.ownerId ?? null
  const ownerRefused = refuseOwner(row, owner)
  if (ownerRefused !== null) return { refused: ownerRefused }
  return { update: [...detailCommands(row, known), ...privacyCommands(row, owner)], add: linkCommands(row, known) }
}

/** Whether a person with the name of a row without an id is meant, and visible to the importing actor. */
const matches = (row: ContactCells, person: PersonRow, { hides }: Known): boolean =>
  person.mergedInto === null &&
  person.erased === null &&
  mayHaveEmail(row, person.email) &&
  (hides?.({ personIds: [person.personId] }) ?? null) === null

const createPersonIdentifier = (): Identifier<ContactCells> =>
  createIdentifier<ContactCells, PersonRow>({
    column: 'personId',
    expected: PersonId.name,
    idIn: ({ personId }) => personId,
    nameIn: (row) => fullNameOf(namesOf(row)),
    table: ({ tables }) => tables.persons,
    idOf: ({ personId }) => personId,
    nameOf: fullNameOf,
    matches,
  })

/** The ids of the companies in a row, which are given by id or name. */
const companiesOf = (
  { personId, customerIds }: ContactCells,
  known: Known,
  { customers }: Namings,
): Either<Refusal, readonly string[]> => {
  const current = known.tables.persons.get(personId ?? '')?.companyIds ?? []
  return customerIds == null ? right([]) : idsIn(customerIds, customers(known), 'customerIds', current)
}

const planFor =
  (identifier: Identifier<ContactCells>, namings: Namings) =>
  (row: ContactCells, known: Known, newId: () => string): Plan => {
    const [personId, customerIds] = [identifier.idFor(row, known, newId), companiesOf(row, known, namings)]
    if (isLeft(personId)) return { refused: personId.left }
    if (isLeft(customerIds)) return { refused: customerIds.left }
    const person = known.tables.persons.get(personId.right)
    if (isErasedExport(row, person)) return {}
    const ids = { personId: personId.right, customerIds: customerIds.right }
    const { name: _, ...line } = { ...row, ...changedFrom(row, person), ...ids }
    return planLine(line, known)
  }

/**
 * Contact persons and their companies. Erased or merged persons are not restored (GDPR article 17). A row without an id
 * matches the person with its name and e-mail address; if there is none, it creates a new one.
 */
export const contacts = (namings: Namings): FileKind => {
  const identifier = createPersonIdentifier()
  return fileKind({
    file: 'contacts.csv',
    columns: contactColumns,
    named: { customerIds: ['companies'] },
    notRead: ['customers', 'because', 'statement'],
    knownBy: ['personId', 'lastName'],
    since: ({ since }) => since,
    id: (row) => row.personId ?? identityByName({ name: fullNameOf(namesOf(row)), email: row.email }),
    isIdGiven: ({ personId }) => personId != null,
    about: (row, known) => {
      const companies = companiesOf(row, known, namings)
      return {
        personIds: row.personId == null ? [] : [row.personId],
        customerIds: isLeft(companies) ? [] : companies.right,
      }
    },
    subject: (row) => fullNameOf(namesOf(row)) || (row.personId ?? ''),
    keys: identifier.keysOf,
    plan: planFor(identifier, namings),
  })
}
