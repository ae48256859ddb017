import {
  ChangeContactDetails,
  givenIdOf,
  LinkContactToCompany,
  type Message,
  RegisterContact,
  text,
} from '@clientele/domain'
import type { PersonRow } from '@clientele/projections'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { date, given, idsOf, needed, type RowOf } from '../columns.js'
import { definedFields, type FileKind, fileKind, isChanged, type Known, type Plan, type Refusal } from '../kind.js'
import { personGone } from './customers/gone.js'
import { createFinder, type Finder } from './finding.js'
import { atMostOne, nameKey } from './naming.js'

const columns = {
  personId: given(givenIdOf('PersonId')),
  firstName: given(text),
  lastName: needed(text),
  email: given(text),
  phone: given(text),
  mobile: given(text),
  title: given(text),
  customerIds: given(idsOf('CustomerId')),
  since: given(date),
}

/** A row as it stands in the file: a person by its id or not. */
type Cells = RowOf<typeof columns>

type Row = Omit<Cells, 'personId'> & { readonly personId: string }

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

const planned = (row: Row, { tables }: Known): Plan => {
  const known = tables.persons.get(row.personId)
  const refused = personGone(known)
  if (refused !== null) return { refused }
  return known === undefined
    ? { create: [registered(row)], add: linked(row) }
    : { update: changed(row, known), add: linked(row, known) }
}

const fullNameOf = ({ firstName, lastName }: Pick<Cells, 'firstName' | 'lastName'>): string =>
  [firstName, lastName].filter(Boolean).join(' ')

/** What tells a person without an id from others. */
const identityOf = (row: Cells): string =>
  `name ${JSON.stringify([nameKey(fullNameOf(row)), nameKey(row.email ?? '')])}`

/** Whether a person who is there is meant by a row without an id, and may be seen by who imports. */
const isMeant = (row: Cells, person: PersonRow | undefined, { hides }: Known): boolean =>
  person !== undefined &&
  person.mergedInto === null &&
  person.erased === null &&
  nameKey(fullNameOf(person)) === nameKey(fullNameOf(row)) &&
  (row.email === undefined || nameKey(row.email ?? '') === nameKey(person.email ?? '')) &&
  (hides?.({ personIds: [person.personId] }) ?? null) === null

/** The id a row gives or stands for; `null` where there is no such person. */
const idOf = (row: Cells, known: Known, byName: Finder): Either<Refusal, string | null> => {
  if (row.personId != null) return right(row.personId)
  const ids = byName.find(known, nameKey(fullNameOf(row)))
  return atMostOne(
    'personId',
    ids.filter((id) => isMeant(row, known.tables.persons.get(id), known)),
  )
}

const keyOf = (row: Cells, found: Either<Refusal, string | null>): string =>
  isLeft(found) || found.right === null ? identityOf(row) : `person-${found.right}`

/**
 * Contact persons and the companies they are contacts of. Who was erased or merged away is not brought back (GDPR 17). A row
 * without an id is about the person who has its name and e-mail address; where there is none it brings a new one.
 */
export const contacts = (): FileKind => {
  const byName = createFinder(
    ({ tables }) => tables.persons.rows(),
    (person) => nameKey(fullNameOf(person)),
    ({ personId }) => personId,
  )
  return fileKind({
    file: 'contacts.csv',
    columns,
    knownBy: ['personId', 'lastName'],
    since: ({ since }) => since,
    id: (row) => row.personId ?? identityOf(row),
    isIdGiven: ({ personId }) => personId != null,
    about: ({ personId, customerIds }) => ({
      personIds: personId == null ? [] : [personId],
      customerIds: customerIds ?? [],
    }),
    subject: (row) => fullNameOf(row) || (row.personId ?? ''),
    keys: (row, known) => [keyOf(row, idOf(row, known, byName))],
    plan: (row, known, newId) => {
      const found = idOf(row, known, byName)
      if (isLeft(found)) return { refused: found.left }
      const personId = found.right ?? newId()
      if (found.right === null) byName.note(nameKey(fullNameOf(row)), personId)
      return planned({ ...row, personId }, known)
    },
  })
}
