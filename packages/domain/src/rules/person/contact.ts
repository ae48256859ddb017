import { accept, decision, nothing, when, write } from '../../kernel/decision.js'
import { nonBlankFields } from '../../kernel/input/codec.js'
import { MandatoryFieldCannotBeCleared, MissingRequiredField } from '../../model/customer/rejections.js'
import { noActiveEmployee } from '../../model/employee/rejections.js'
import { ChangeContactDetails, RegisterContact } from '../../model/person/commands.js'
import { ContactDetailsChanged, ContactMarkedPrivate, ContactRegistered } from '../../model/person/events.js'
import {
  ContactAlreadyRegistered,
  ContactNotPrivate,
  ContactOwnerRequired,
  noPerson,
  unlessPerson,
} from '../../model/person/rejections.js'
import { personStream } from '../../model/person/state.js'
import { changesOf } from '../customer/details.js'
import { ownerOf, ownerReads, unlessOwned } from './privacy.js'

/** The fields of a person at registration. */
export type Identity = {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly mobile?: string | null | undefined
  readonly title?: string | null | undefined
}

/** Creates the event of a new person, without empty fields. */
export const registrationEvent = (personId: string, identity: Identity) => {
  const { firstName, email, phone, mobile, title } = identity
  const given = nonBlankFields({ firstName, email, phone, mobile, title })
  return ContactRegistered({ personId, lastName: identity.lastName?.trim() ?? '', ...given })
}

/** Returns the required fields that are missing; contacts are searched by last name. */
export const missingIdentity = ({ lastName }: Identity): readonly string[] => (lastName?.trim() ? [] : ['lastName'])

export const registerContact = decision({
  command: RegisterContact,
  appends: [ContactRegistered, ContactMarkedPrivate],
  rejects: [
    ContactAlreadyRegistered,
    MissingRequiredField,
    ContactNotPrivate,
    ContactOwnerRequired,
    ...noActiveEmployee,
  ],
  reads: (data, meta) => ({
    person: personStream(data.personId),
    ...(data.private === true ? ownerReads(data, meta) : {}),
  }),
  decide: ({ person, owner }, data, meta) => {
    const fields = missingIdentity(data)
    const { personId } = data
    const owners =
      owner === undefined ? [] : [ContactMarkedPrivate({ personId, ownerId: ownerOf(data, owner, meta) ?? '' })]
    return (
      when(person.registered, ContactAlreadyRegistered({ personId })) ??
      when(fields.length > 0, MissingRequiredField({ fields })) ??
      when(data.private !== true && data.ownerId != null, ContactNotPrivate({ personId })) ??
      (owner === undefined ? null : unlessOwned(data, owner, meta)) ??
      accept(write(personStream(personId), registrationEvent(personId, data), ...owners))
    )
  },
})

export const changeContactDetails = decision({
  command: ChangeContactDetails,
  appends: [ContactDetailsChanged],
  rejects: [...noPerson, MandatoryFieldCannotBeCleared],
  reads: ({ personId }) => ({ person: personStream(personId) }),
  decide: ({ person }, { personId, changes: requested }) => {
    const changes = changesOf(person.details, requested)
    const nameless = changes.some(({ field, new: value }) => field === 'lastName' && value === null)
    return (
      unlessPerson(person, personId) ??
      when(nameless, MandatoryFieldCannotBeCleared({ field: 'lastName' })) ??
      when(changes.length === 0, nothing) ??
      accept(write(personStream(personId), ContactDetailsChanged({ changes })))
    )
  },
})
