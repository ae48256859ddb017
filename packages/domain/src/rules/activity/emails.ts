import { idOfStream } from '../../kernel/aggregate.js'
import { accept, type Meta, reading, steppedDecision, when, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import { foldCase, nonBlank, sameName } from '../../kernel/input/codec.js'
import type { DataOf } from '../../kernel/message.js'
import { RegisterEmail } from '../../model/activity/commands.js'
import { EmailRegistered } from '../../model/activity/events.js'
import { ActivityAlreadyRegistered, EmailAddressNotOnCard, whenRegistered } from '../../model/activity/rejections.js'
import { activityStream } from '../../model/activity/state.js'
import { MissingRequiredField } from '../../model/customer/rejections.js'
import { employeesLinkingMailbox } from '../../model/employee/memberships.js'
import { EmailLinkingNotEnabled } from '../../model/employee/rejections.js'
import { employeeStream, isLinking } from '../../model/employee/state.js'
import { personsWithAddress } from '../../model/person/memberships.js'
import { type Person, personStream } from '../../model/person/state.js'
import { actorReads, mayAll } from '../rights/actor.js'
import { type Known, readBehind, unlessPersonAccessible } from '../rights/customers.js'
import { activityIdFor } from './linking.js'

type Email = DataOf<typeof RegisterEmail>

const receivers = ({ to }: Email): readonly string[] => (typeof to === 'string' ? [to] : (to ?? []))

/** Returns the addresses of the other party: the sender of a received e-mail, the receivers of a sent one. */
const correspondents = (email: Email): readonly string[] => {
  const addresses = email.direction === 'received' ? [email.from ?? ''] : receivers(email)
  return addresses.filter((address) => address.trim() !== '')
}

const emailReads = reading((email: Email, meta) => ({
  rightActor: actorReads(meta).actor,
  activity: activityStream(activityIdFor(email, meta)),
  mailboxes: { index: employeesLinkingMailbox, keys: [foldCase(email.mailboxId)] },
  cards: { index: personsWithAddress, keys: correspondents(email).map(foldCase) },
})).also((_email, _meta, { mailboxes, cards }) => ({
  employees: mailboxes.map((stream) => employeeStream(idOfStream(stream))),
  rightPersons: cards.map((stream) => personStream(idOfStream(stream))),
}))

const withAddress = (persons: Persons, addresses: readonly string[]): readonly string[] =>
  [...persons].flatMap(([stream, { details, mergedInto }]) => {
    const own = details.get('email')
    const isTheirs = own !== undefined && addresses.some((address) => sameName(address, own))
    return isTheirs && mergedInto === null ? [idOfStream(stream)] : []
  })

type Persons = ReadonlyMap<StreamName, Person>

/** Filters out persons that the actor may not access, so that nobody can find out their address by an e-mail. */
const accessible = (known: Known & { readonly rightPersons: Persons }, meta: Meta): Persons =>
  mayAll(known, meta)
    ? known.rightPersons
    : new Map([...known.rightPersons].filter(([, person]) => unlessPersonAccessible(known, person, meta) === null))

/**
 * Registers an e-mail to the persons whose card has its address at that moment, if its mailbox is linked
 * (24SevenOffice, "E-post"). One receiver on a card is enough. Persons that the actor may not access are ignored, as if they were nobody.
 */
export const registerEmail = steppedDecision({
  command: RegisterEmail,
  appends: [EmailRegistered],
  rejects: [ActivityAlreadyRegistered, EmailLinkingNotEnabled, MissingRequiredField, EmailAddressNotOnCard],
  reads: readBehind(emailReads),
  decide: ({ activity, employees, ...known }, email, meta) => {
    const { mailboxId, direction } = email
    const activityId = activityIdFor(email, meta)
    const addresses = correspondents(email)
    const [linking] = [...employees].filter(([, employee]) => isLinking(employee, mailboxId))
    const personIds = withAddress(accessible(known, meta), addresses)
    return (
      whenRegistered(activity, activityId) ??
      when(linking === undefined, EmailLinkingNotEnabled({})) ??
      when(addresses.length === 0, MissingRequiredField({ fields: [direction === 'received' ? 'from' : 'to'] })) ??
      when(personIds.length === 0, EmailAddressNotOnCard({ direction })) ??
      accept(
        write(
          activityStream(activityId),
          EmailRegistered({
            activityId,
            personIds,
            direction,
            mailboxId,
            employeeId: idOfStream(linking?.[0] ?? ''),
            from: nonBlank(email.from),
            to: receivers(email),
            subject: nonBlank(email.subject),
          }),
        ),
      )
    )
  },
})
