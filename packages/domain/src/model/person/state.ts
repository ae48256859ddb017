import { aggregate, type Evolve, streamByName, streamOf } from '../../kernel/aggregate.js'
import { type ContactTraits, evolveContactTraits, noContactTraits } from '../contact-traits/state.js'
import { evolveBans, evolveConsents, type Statement } from '../marketing/statements.js'
import { evolvePrivacy, nothingErased, type Privacy } from '../privacy/state.js'
import { erasedFields } from './details.js'
import type { PersonEvent } from './events.js'

/** The state of a natural person: a contact of companies, a private customer, or both. */
export type Person = {
  readonly registered: boolean
  readonly details: ReadonlyMap<string, string>
  readonly companies: readonly string[]
  readonly privateCustomerId: string | null
  readonly mergedInto: string | null
  /** The persons merged into this one, directly or through others. */
  readonly absorbed: readonly string[]
  /** All bans, lifts, consents and withdrawals, in the order of recording. */
  readonly statements: readonly Statement[]
  readonly traits: ContactTraits
  readonly privacy: Privacy
  /** Whether only administrators may read its e-mails. */
  readonly emailsRestricted: boolean
  /** The owner of a private contact, visible only to it and administrators; `null` if the contact is not private. */
  readonly privateTo: string | null
}

const initial: Person = {
  registered: false,
  details: new Map(),
  companies: [],
  privateCustomerId: null,
  mergedInto: null,
  absorbed: [],
  statements: [],
  traits: noContactTraits,
  privacy: nothingErased,
  emailsRestricted: false,
  privateTo: null,
}

const evolve: Evolve<PersonEvent, Person> = {
  ContactRegistered:
    ({ firstName, lastName, email, phone, mobile, title }) =>
    (person) => {
      person.registered = true
      for (const [field, value] of Object.entries({ firstName, lastName, email, phone, mobile, title })) {
        if (value != null) person.details.set(field, value)
      }
    },
  ContactDetailsChanged:
    ({ changes }) =>
    ({ details }) => {
      for (const { field, new: value } of changes) value === null ? details.delete(field) : details.set(field, value)
    },
  ContactLinkedToCompany:
    ({ customerId }) =>
    (person) => {
      person.companies = [...person.companies.filter((id) => id !== customerId), customerId]
    },
  ContactUnlinkedFromCompany:
    ({ customerId }) =>
    (person) => {
      person.companies = person.companies.filter((id) => id !== customerId)
    },
  PrivateCustomerCreated:
    ({ customerId }) =>
    (person) => {
      person.privateCustomerId = customerId
    },
  ContactAbsorbed:
    ({ duplicateId, absorbed = [] }) =>
    (person) => {
      person.absorbed = [...new Set([...person.absorbed, duplicateId, ...absorbed])]
    },
  ContactMergedInto:
    ({ survivorId }) =>
    (person) => {
      person.mergedInto = survivorId
      person.companies = []
    },
  ContactEmailAccessRestricted: () => (person) => {
    person.emailsRestricted = true
  },
  ContactEmailAccessGranted: () => (person) => {
    person.emailsRestricted = false
  },
  ContactMarkedPrivate:
    ({ ownerId }) =>
    (person) => {
      person.privateTo = ownerId
    },
  ContactMarkedPublic: () => (person) => {
    person.privateTo = null
  },
  ...evolveBans,
  ...evolveConsents,
  ...evolveContactTraits,
  ...evolvePrivacy,
  PersonErased: (data, occurrence) => (person) => {
    evolvePrivacy.PersonErased(data, occurrence)(person)
    for (const field of erasedFields(data.scope)) person.details.delete(field)
    person.companies = []
  },
}

export const personAggregate = aggregate<PersonEvent, Person>('person', initial, evolve)

export const personStream = streamOf(personAggregate)

export const personOfStream = streamByName(personStream)
