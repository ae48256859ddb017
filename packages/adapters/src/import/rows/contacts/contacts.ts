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
import { personGone } from '../customers/gone.js'
import { createFinder, type Finder } from '../finding.js'
import { atMostOne, idsIn, type Naming, nameKey } from '../naming.js'
import type { Namings } from '../namings.js'
import {
  type ContactCells,
  type ContactLine,
  contactColumns,
  fullNameOf,
  namesOf,
  saysErased,
  writtenIn,
} from './contact-columns.js'

const fields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'] as const

const registered = ({ personId, customerIds, since, ...identity }: ContactLine): Message =>
  RegisterContact({ personId, ...definedFields(identity) })

const changed = (row: ContactLine, known: PersonRow): readonly Message[] => {
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

const linked = ({ personId, customerIds }: ContactLine, known?: PersonRow): readonly Message[] =>
  customerIds
    .filter((customerId) => known?.companyIds.includes(customerId) !== true)
    .map((customerId) => LinkContactToCompany({ personId, customerId }))

/** Without `private` an owner is that of a contact that is private already. */
const hiding = ({ personId, private: wanted, ownerId }: ContactLine, owner: string | null): readonly Message[] => {
  if (wanted === false) return owner === null ? [] : [MarkContactPublic({ personId })]
  const isOther = owner !== null && ownerId != null && ownerId !== owner
  if (!isOther && !(wanted === true && owner === null)) return []
  return [MarkContactPrivate(ownerId == null ? { personId } : { personId, ownerId })]
}

const planned = (row: ContactLine, { tables }: Known): Plan => {
  const known = tables.persons.get(row.personId)
  const refused = personGone(known)
  if (refused !== null) return { refused }
  if (known === undefined) return { create: [registered(row)], add: linked(row) }
  const owner = tables.privateContacts.get(row.personId)?.ownerId ?? null
  return { update: [...changed(row, known), ...hiding(row, owner)], add: linked(row, known) }
}

/** What tells a person without an id from others. */
const identityOf = (row: ContactCells): string =>
  `name ${JSON.stringify([nameKey(fullNameOf(namesOf(row))), nameKey(row.email ?? '')])}`

/** Whether a person who is there is meant by a row without an id, and may be seen by who imports. */
const isMeant = (row: ContactCells, person: PersonRow | undefined, { hides }: Known): boolean =>
  person !== undefined &&
  person.mergedInto === null &&
  person.erased === null &&
  nameKey(fullNameOf(person)) === nameKey(fullNameOf(namesOf(row))) &&
  (row.email === undefined || nameKey(row.email ?? '') === nameKey(person.email ?? '')) &&
  (hides?.({ personIds: [person.personId] }) ?? null) === null

/** What contacts are looked up by in one import. */
type Lookups = { readonly byName: Finder; readonly companies: (known: Known) => Naming }

const createLookups = ({ customers }: Namings): Lookups => ({
  byName: createFinder(
    ({ tables }) => tables.persons.rows(),
    (person) => nameKey(fullNameOf(person)),
    ({ personId }) => personId,
  ),
  companies: customers,
})

/** The id a row gives or stands for; `null` where there is no such person. */
const idOf = (row: ContactCells, known: Known, { byName }: Lookups): Either<Refusal, string | null> => {
  if (row.personId != null) return right(row.personId)
  const ids = byName.find(known, nameKey(fullNameOf(namesOf(row))))
  return atMostOne(
    'personId',
    ids.filter((id) => isMeant(row, known.tables.persons.get(id), known)),
  )
}

/** The companies a row names, by id or name. */
const companiesOf = (
  { personId, customerIds }: ContactCells,
  known: Known,
  { companies }: Lookups,
): Either<Refusal, readonly string[]> => {
  const current = known.tables.persons.get(personId ?? '')?.companyIds ?? []
  return customerIds == null ? right([]) : idsIn(customerIds, companies(known), 'customerIds', current)
}

const keyOf = (row: ContactCells, found: Either<Refusal, string | null>): string =>
  isLeft(found) || found.right === null ? identityOf(row) : `person-${found.right}`

const planFor =
  (lookups: Lookups) =>
  (row: ContactCells, known: Known, newId: () => string): Plan => {
    const [found, customerIds] = [idOf(row, known, lookups), companiesOf(row, known, lookups)]
    if (isLeft(found)) return { refused: found.left }
    if (isLeft(customerIds)) return { refused: customerIds.left }
    const personId = found.right ?? newId()
    const person = known.tables.persons.get(personId)
    if (saysErased(row, person)) return {}
    if (found.right === null) lookups.byName.note(nameKey(fullNameOf(namesOf(row))), personId)
    const { name: _, ...line } = { ...row, ...writtenIn(row, person), personId, customerIds: customerIds.right }
    return planned(line, known)
  }

/**
 * Contact persons and the companies they are contacts of. Who was erased or merged away is not brought back (GDPR 17). A row
 * without an id is about the person who has its name and e-mail address; where there is none it brings a new one.
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
    keys: (row, known) => [keyOf(row, idOf(row, known, lookups))],
    plan: planFor(lookups),
  })
}
