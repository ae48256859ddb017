import {
  ChangeContactDetails,
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
import { createFinder, type Finder } from '../finding.js'
import { atMostOne, idsIn, type Naming, nameKey } from '../naming.js'
import type { Namings } from '../namings.js'
import {
  type ContactCells,
  type ContactLine,
  changedFrom,
  contactColumns,
  fullNameOf,
  isErasedExport,
  namesOf,
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

/** Without `private`, an owner applies only to a contact that is already private. */
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
  return { update: [...detailCommands(row, known), ...privacyCommands(row, owner)], add: linkCommands(row, known) }
}

/** Identifies a person without an id. */
const identityOf = (row: ContactCells): string =>
  `name ${JSON.stringify([nameKey(fullNameOf(namesOf(row))), nameKey(row.email ?? '')])}`

/** Whether an existing person matches a row without an id, and is visible to the importing actor. */
const matches = (row: ContactCells, person: PersonRow | undefined, { hides }: Known): boolean =>
  person !== undefined &&
  person.mergedInto === null &&
  person.erased === null &&
  nameKey(fullNameOf(person)) === nameKey(fullNameOf(namesOf(row))) &&
  (row.email === undefined || nameKey(row.email ?? '') === nameKey(person.email ?? '')) &&
  (hides?.({ personIds: [person.personId] }) ?? null) === null

/** The lookups of contacts in one import. */
type Lookups = { readonly byName: Finder; readonly companies: (known: Known) => Naming }

const createLookups = ({ customers }: Namings): Lookups => ({
  byName: createFinder(
    ({ tables }) => tables.persons.rows(),
    (person) => nameKey(fullNameOf(person)),
    ({ personId }) => personId,
  ),
  companies: customers,
})

/** The id in a row, or of the person it matches; `null` if there is none. */
const idOf = (row: ContactCells, known: Known, { byName }: Lookups): Either<Refusal, string | null> => {
  if (row.personId != null) return right(row.personId)
  const ids = byName.find(known, nameKey(fullNameOf(namesOf(row))))
  return atMostOne(
    'personId',
    ids.filter((id) => matches(row, known.tables.persons.get(id), known)),
  )
}

/** The ids of the companies in a row, which are given by id or name. */
const companiesOf = (
  { personId, customerIds }: ContactCells,
  known: Known,
  { companies }: Lookups,
): Either<Refusal, readonly string[]> => {
  const current = known.tables.persons.get(personId ?? '')?.companyIds ?? []
  return customerIds == null ? right([]) : idsIn(customerIds, companies(known), 'customerIds', current)
}

/** Rows that share the id or the name may be about the same person. */
const keysOf = (row: ContactCells, found: Either<Refusal, string | null>): readonly string[] => [
  ...(isLeft(found) || found.right === null ? [] : [`person-${found.right}`]),
  `name ${nameKey(fullNameOf(namesOf(row)))}`,
]

const planFor =
  (lookups: Lookups) =>
  (row: ContactCells, known: Known, newId: () => string): Plan => {
    const [found, customerIds] = [idOf(row, known, lookups), companiesOf(row, known, lookups)]
    if (isLeft(found)) return { refused: found.left }
    if (isLeft(customerIds)) return { refused: customerIds.left }
    const personId = found.right ?? newId()
    const person = known.tables.persons.get(personId)
    if (isErasedExport(row, person)) return {}
    if (person === undefined) lookups.byName.note(nameKey(fullNameOf(namesOf(row))), personId)
    const { name: _, ...line } = { ...row, ...changedFrom(row, person), personId, customerIds: customerIds.right }
    return planLine(line, known)
  }

/**
 * Contact persons and their companies. Erased or merged persons are not restored (GDPR article 17). A row without an id
 * matches the person with its name and e-mail address; if there is none, it creates a new one.
 */
export const contacts = (namings: Namings): FileKind => {
  const lookups = createLookups(namings)
  return fileKind({
    file: 'contacts.csv',
    columns: contactColumns,
    named: { customerIds: ['companies'] },
    notRead: ['customers', 'because', 'statement'],
    knownBy: ['personId', 'lastName'],
    since: ({ since }) => since,
    id: (row) => row.personId ?? identityOf(row),
    isIdGiven: ({ personId }) => personId != null,
    about: (row, known) => {
      const companies = companiesOf(row, known, lookups)
      return {
        personIds: row.personId == null ? [] : [row.personId],
        customerIds: isLeft(companies) ? [] : companies.right,
      }
    },
    subject: (row) => fullNameOf(namesOf(row)) || (row.personId ?? ''),
    keys: (row, known) => keysOf(row, idOf(row, known, lookups)),
    plan: planFor(lookups),
  })
}
