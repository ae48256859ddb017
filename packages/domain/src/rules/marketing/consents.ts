import type { StreamOf } from '../../kernel/aggregate.js'
import {
  accept,
  joinWrites,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  type Write,
  when,
  write,
} from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf, Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { ContactPropertyRemoved } from '../../model/contact-traits/events.js'
import { noCustomer, unlessCustomer } from '../../model/customer/rejections.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { newestConsentOrRefusal } from '../../model/marketing/axis.js'
import { asOfDay, bannedPlaces, removeBoundProperties } from '../../model/marketing/bans.js'
import type { Channel, Evidence } from '../../model/marketing/channel.js'
import { GiveMarketingConsent, WithdrawMarketingConsent } from '../../model/marketing/commands.js'
import { MarketingBanLifted, MarketingConsentGiven, MarketingConsentWithdrawn } from '../../model/marketing/events.js'
import { ConsentEvidenceRequired, ConsentNotGiven } from '../../model/marketing/rejections.js'
import { capturedOn, dayOf, type Statement, type StatementKind } from '../../model/marketing/statements.js'
import { noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'

type PartyFields = { readonly personId?: string | null | undefined; readonly customerId?: string | null | undefined }

const streamFor = ({ personId, customerId }: PartyFields): StreamOf<Person | Customer> =>
  personId == null ? customerStream(customerId ?? '') : personStream(personId)

const isCustomer = (party: Person | Customer): party is Customer => 'kindOfSubject' in party

/** Reads both records of a private customer and its person, which are one party, and the companies of a person. */
const reads = <D extends PartyFields>() =>
  reading((data: D) => ({ party: streamFor(data), settings: settingsStream })).also((_data, _meta, { party }) => ({
    persons: isCustomer(party) && party.personId !== null ? [personStream(party.personId)] : [],
    customers: isCustomer(party) ? [] : [...party.companies, party.privateCustomerId ?? []].flat().map(customerStream),
  }))

type States = {
  readonly party: Person | Customer
  readonly settings: Settings
  readonly persons: ReadonlyMap<StreamName, Person>
  readonly customers: ReadonlyMap<StreamName, Customer>
}

const unlessParty = ({ party }: States, { personId, customerId }: PartyFields): Outcome | null =>
  isCustomer(party) ? unlessCustomer(party, customerId ?? '') : unlessPerson(party, personId ?? '')

/** Returns the person of a party, with its id; `null` for a company. */
const personOf = ({ party, persons }: States, { personId }: PartyFields): readonly [string, Person] | null => {
  if (!isCustomer(party)) return [personId ?? '', party]
  const person = persons.get(personStream(party.personId ?? '').name)
  return person === undefined ? null : [party.personId ?? '', person]
}

/** Returns the party's statements on a channel, from both of its records. */
const ownStatements = ({ party, persons, customers }: States, channel: Channel): readonly Statement[] => {
  const otherRecord = isCustomer(party)
    ? [...persons.values()]
    : [customers.get(customerStream(party.privateCustomerId ?? '').name) ?? []].flat()
  return [party, ...otherRecord].flatMap(({ statements }) => statements.filter((one) => one.channel === channel))
}

const sameEvidence = (a: Evidence | null, b: Evidence | null): boolean => JSON.stringify(a) === JSON.stringify(b)

type GivenStatement = {
  readonly kind: StatementKind
  readonly channel: Channel
  readonly date: CalendarDate
  readonly evidence: Evidence | null
}

/** Whether the same statement was recorded for the same day; nothing to do then, even if a newer one exists. */
const isRecorded = (states: States, { kind, channel, date, evidence }: GivenStatement): boolean =>
  ownStatements(states, channel).some(
    (one) =>
      one.kind === kind &&
      dayOf(one, states.settings.policies.timeZone) === date &&
      sameEvidence(one.evidence, evidence),
  )

/** Whether this consent, given without a day, is the one in force. */
const isInForce = (states: States, { channel, date, evidence }: GivenStatement): boolean => {
  const newest = newestConsentOrRefusal(ownStatements(states, channel), channel, asOfDay(states.settings, date))
  return newest?.kind === 'consent' && sameEvidence(newest.evidence, evidence)
}

/** Lifts the bans that are not newer than a consent, if policy says so. */
const liftBans = (
  states: States,
  data: PartyFields,
  { channel, date }: GivenStatement,
  today: CalendarDate,
): readonly Write[] => {
  const { settings } = states
  const owner = personOf(states, data)
  if (owner === null || !settings.policies.consentLiftsBan) return []
  const [personId, person] = owner
  const lifts: readonly Message[] = bannedPlaces(person, settings, channel, date).map((customerId) =>
    MarketingBanLifted({ channel, customerId, reason: 'consent', date }),
  )
  const removedProperties = removeBoundProperties(person, settings, channel, { day: date, today }).map(
    ({ propertyNo, customerId }) => ContactPropertyRemoved({ propertyNo, customerId }),
  )
  return [write(personStream(personId), ...lifts, ...removedProperties)]
}

/** Records consent with its evidence; bans stay unless policy lets consent lift them. */
export const giveMarketingConsent = steppedDecision({
  command: GiveMarketingConsent,
  appends: [MarketingConsentGiven, MarketingBanLifted, ContactPropertyRemoved],
  rejects: [...noCustomer, ...noPerson, ConsentEvidenceRequired],
  reads: reads<DataOf<typeof GiveMarketingConsent>>(),
  decide: (states, data, { today }) => {
    const { channel, evidence = null } = data
    const { policies } = states.settings
    const date = data.date ?? capturedOn(evidence, policies.timeZone) ?? today
    const statement: GivenStatement = { kind: 'consent', channel, date, evidence }
    return (
      unlessParty(states, data) ??
      when(policies.requireConsentEvidence && evidence === null, ConsentEvidenceRequired({ channel })) ??
      when(isRecorded(states, statement) || (data.date == null && isInForce(states, statement)), nothing) ??
      accept(
        ...joinWrites([
          write(streamFor(data), MarketingConsentGiven({ channel, date, evidence })),
          ...liftBans(states, data, statement, today),
        ]),
      )
    )
  },
})

/** Whether there is a consent to withdraw: the party's own, or a company's that reaches the person. */
const hasConsent = (states: States, channel: Channel): boolean =>
  [...ownStatements(states, channel), ...[...states.customers.values()].flatMap(({ statements }) => statements)].some(
    (one) => one.kind === 'consent' && one.channel === channel,
  )

/** Withdraws a consent; without one it is refused, because that would be a ban. */
export const withdrawMarketingConsent = steppedDecision({
  command: WithdrawMarketingConsent,
  appends: [MarketingConsentWithdrawn],
  rejects: [...noCustomer, ...noPerson, ConsentNotGiven],
  reads: reads<DataOf<typeof WithdrawMarketingConsent>>(),
  decide: (states, data, { today }) => {
    const { channel, reason = null } = data
    const date = data.date ?? today
    const last = newestConsentOrRefusal(ownStatements(states, channel), channel, asOfDay(states.settings, date))
    const isRefused = data.date == null && last?.kind === 'withdrawal'
    return (
      unlessParty(states, data) ??
      when(isRefused || !hasConsent(states, channel), ConsentNotGiven({ channel })) ??
      when(isRecorded(states, { kind: 'withdrawal', channel, date, evidence: null }), nothing) ??
      accept(write(streamFor(data), MarketingConsentWithdrawn({ channel, date, reason })))
    )
  },
})
