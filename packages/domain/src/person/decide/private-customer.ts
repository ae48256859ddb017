import { registering, registeringReads } from '../../customer/decide/register.js'
import { MissingRequiredField } from '../../customer/rejections.js'
import { text } from '../../kernel/codec.js'
import { decision, type Meta, newId, when, write } from '../../kernel/decision.js'
import { ConvertContactToPrivateCustomer, RegisterPrivateCustomer } from '../commands.js'
import { PrivateCustomerCreated } from '../events.js'
import { AlreadyPrivateCustomer, ContactAlreadyRegistered, unlessPerson } from '../rejections.js'
import { type Person, personStream } from '../state.js'
import { contactRegistered, type Identity, missingIdentity } from './contact.js'

type Naming = { readonly personId: string; readonly customerId?: string | undefined }

const customerIdOf = ({ customerId }: Naming, meta: Meta): string => customerId ?? newId(meta)

// Two texts of the greatest length make one that is too long to be stored.
const fitting = (name: string): string => (text.is(name) ? name : Array.from(name).slice(0, 5_000).join(''))

const fullName = ({ firstName, lastName }: Identity): string =>
  fitting([firstName?.trim(), lastName?.trim()].filter((part) => part).join(' '))

/** The contact fields of a person that a customer has too. */
const contactInfoOf = ({ email, phone, mobile }: Identity) => ({
  contactInfo: { email: email ?? null, phone: phone ?? mobile ?? null },
})

/** Saves a person as an invoiceable customer: contact, customer and number in one append (S03, S07). */
export const registerPrivateCustomer = decision({
  command: RegisterPrivateCustomer,
  reads: (data, meta) => ({
    ...registeringReads({ ...data, customerId: customerIdOf(data, meta) }, meta),
    person: personStream(data.personId),
  }),
  decide: ({ person, ...states }, data, meta) => {
    const { personId } = data
    const customerId = customerIdOf(data, meta)
    const fields = missingIdentity(data)
    const registration = {
      ...contactInfoOf(data),
      ...data,
      customerId,
      kind: 'privateCustomer' as const,
      name: fullName(data),
    }
    return (
      when(
        person.privateCustomerId !== null,
        AlreadyPrivateCustomer({ personId, customerId: person.privateCustomerId ?? '' }),
      ) ??
      when(person.registered, ContactAlreadyRegistered({ personId })) ??
      when(fields.length > 0, MissingRequiredField({ fields })) ??
      registering(registration, states, meta, [
        write(personStream(personId), contactRegistered(personId, data), PrivateCustomerCreated({ customerId })),
      ])
    )
  },
})

const identityOf = ({ details }: Person): Identity => Object.fromEntries(details)

/** Turns a saved contact into a private customer; company links stay (S08). */
export const convertContactToPrivateCustomer = decision({
  command: ConvertContactToPrivateCustomer,
  reads: (data, meta) => ({
    ...registeringReads({ ...data, customerId: customerIdOf(data, meta) }, meta),
    person: personStream(data.personId),
  }),
  decide: ({ person, ...states }, data, meta) => {
    const { personId } = data
    const customerId = customerIdOf(data, meta)
    const identity = identityOf(person)
    const registration = {
      ...contactInfoOf(identity),
      ...data,
      customerId,
      kind: 'privateCustomer' as const,
      name: fullName(identity),
    }
    return (
      unlessPerson(person, personId) ??
      when(
        person.privateCustomerId !== null,
        AlreadyPrivateCustomer({ personId, customerId: person.privateCustomerId ?? '' }),
      ) ??
      registering(registration, states, meta, [write(personStream(personId), PrivateCustomerCreated({ customerId }))])
    )
  },
})
