import { decision, type Meta, newId, type Outcome, when, whenFound, write } from '../../kernel/decision.js'
import { text } from '../../kernel/input/codec.js'
import type { DataOf } from '../../kernel/message.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { ConvertContactToPrivateCustomer, RegisterPrivateCustomer } from '../../model/person/commands.js'
import { ContactRegistered, PrivateCustomerCreated } from '../../model/person/events.js'
import {
  AlreadyPrivateCustomer,
  ContactAlreadyRegistered,
  noPerson,
  unlessPerson,
} from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { notRegistrable, registeringReads, registrationEvents, registrationWrites } from '../customer/register.js'
import { type Identity, missingIdentity, registrationEvent } from './contact.js'

type Naming = { readonly personId: string; readonly customerId?: string | undefined }

const customerIdOf = ({ customerId }: Naming, meta: Meta): string => customerId ?? newId(meta)

// Two texts of maximum length would make a name too long to store.
const truncateName = (name: string): string => (text.is(name) ? name : Array.from(name).slice(0, 5_000).join(''))

const fullName = ({ firstName, lastName }: Identity): string =>
  truncateName([firstName?.trim(), lastName?.trim()].filter((part) => part).join(' '))

/** Returns the contact fields of a person that a customer has too. */
const contactInfoOf = ({ email, phone, mobile }: Identity) => ({
  contactInfo: { email: email ?? null, phone: phone ?? mobile ?? null },
})

type Conversion = DataOf<typeof ConvertContactToPrivateCustomer>

const reads = (data: Conversion, meta: Meta) => ({
  ...registeringReads({ ...data, customerId: customerIdOf(data, meta) }, meta),
  person: personStream(data.personId),
})

const whenPrivateCustomer = ({ privateCustomerId }: Person, personId: string): Outcome | null =>
  whenFound(privateCustomerId, (customerId) => AlreadyPrivateCustomer({ personId, customerId }))

const registrationOf = (data: Conversion, identity: Identity, customerId: string) => ({
  ...contactInfoOf(identity),
  ...data,
  customerId,
  kind: 'privateCustomer' as const,
  name: fullName(identity),
})

/** Registers a person as an invoiceable customer: contact, customer and number in one append. */
export const registerPrivateCustomer = decision({
  command: RegisterPrivateCustomer,
  appends: [...registrationEvents, ContactRegistered, PrivateCustomerCreated],
  rejects: [AlreadyPrivateCustomer, ContactAlreadyRegistered, ...notRegistrable],
  reads,
  decide: ({ person, ...states }, data, meta) => {
    const { personId } = data
    const customerId = customerIdOf(data, meta)
    const fields = missingIdentity(data)
    return (
      whenPrivateCustomer(person, personId) ??
      when(person.registered, ContactAlreadyRegistered({ personId })) ??
      when(fields.length > 0, MissingRequiredField({ fields })) ??
      registrationWrites(registrationOf(data, data, customerId), states, meta, [
        write(personStream(personId), registrationEvent(personId, data), PrivateCustomerCreated({ customerId })),
      ])
    )
  },
})

const identityOf = ({ details }: Person): Identity => Object.fromEntries(details)

/** Turns a contact into a private customer; company links stay. */
export const convertContactToPrivateCustomer = decision({
  command: ConvertContactToPrivateCustomer,
  appends: [...registrationEvents, PrivateCustomerCreated],
  rejects: [...noPerson, AlreadyPrivateCustomer, ...notRegistrable],
  reads,
  decide: ({ person, ...states }, data, meta) => {
    const { personId } = data
    const customerId = customerIdOf(data, meta)
    return (
      unlessPerson(person, personId) ??
      whenPrivateCustomer(person, personId) ??
      registrationWrites(registrationOf(data, identityOf(person), customerId), states, meta, [
        write(personStream(personId), PrivateCustomerCreated({ customerId })),
      ])
    )
  },
})
