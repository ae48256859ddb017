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
import { type Employee, employeeStream, isLinking } from '../../model/employee/state.js'
import { personsWithAddress } from '../../model/person/memberships.js'
import { type Person, personStream } from '../../model/person/state.js'
import { actorReads, mayAll } from '../rights/actor.js'
import { isKnownTo } from '../rights/reach.js'
import { activityIdFor } from './linking.js'

type Email = DataOf<typeof RegisterEmail>

const receivers = ({ to }: Email): readonly string[] => (typeof to === 'string' ? [to] : (to ?? []))

/** Returns the addresses of the other party: the sender of a received e-mail, the receivers of a sent one. */
const correspondents = (email: Email): readonly string[] => {
  const addresses = email.direction === 'received' ? [email.from ?? ''] : receivers(email)
  return addresses.filter((address) => address.trim() !== '')
}

const reads = reading((email: Email, meta) => ({
  actor: actorReads(meta).actor,
  activity: activityStream(activityIdFor(email, meta)),
  mailboxes: { index: employeesLinkingMailbox, keys: [foldCase(email.mailboxId)] },
  cards: { index: personsWithAddress, keys: correspondents(email).map(foldCase) },
})).also((_email, _meta, { mailboxes, cards }) => ({
  employees: mailboxes.map((stream) => employeeStream(idOfStream(stream))),
  persons: cards.map((stream) => personStream(idOfStream(stream))),
}))

const withAddress = (persons: ReadonlyMap<StreamName, Person>, addresses: readonly string[]): readonly string[] =>
  [...persons].flatMap(([stream, { details, mergedInto }]) => {
    const own = details.get('email')
    const isTheirs = own !== undefined && addresses.some((address) => sameName(address, own))
    return isTheirs && mergedInto === null ? [idOfStream(stream)] : []
  })

/** Filters out private contacts of others, so that nobody can find out their address by an e-mail. */
const knownTo = (
  persons: ReadonlyMap<StreamName, Person>,
  actor: Employee,
  meta: Meta,
): ReadonlyMap<StreamName, Person> =>
  mayAll({ rightActor: actor }, meta)
    ? persons
    : new Map([...persons].filter(([, person]) => isKnownTo(person, actor, meta)))

/**
 * Registers an e-mail to the persons whose card has its address at that moment, if its mailbox is linked
 * (24SevenOffice, "E-post"). One receiver on a card is enough. Private contacts of others than the actor are ignored.
 */
export const registerEmail = steppedDecision({
  command: RegisterEmail,
  appends: [EmailRegistered],
  rejects: [ActivityAlreadyRegistered, EmailLinkingNotEnabled, MissingRequiredField, EmailAddressNotOnCard],
  reads,
  decide: ({ actor, activity, employees, persons }, email, meta) => {
    const { mailboxId, direction } = email
    const activityId = activityIdFor(email, meta)
    const addresses = correspondents(email)
    const [linking] = [...employees].filter(([, employee]) => isLinking(employee, mailboxId))
    const personIds = withAddress(knownTo(persons, actor, meta), addresses)
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
