import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { dateOf, type Instant } from '../../kernel/values/instant.js'
import { type AsOf, bansInForce, newestConsentOrRefusal, newestOf } from '../../model/marketing/axis.js'
import { type Channel, channelBoundTo, type Evidence } from '../../model/marketing/channel.js'
import { dayOf, type Statement, type StatementKind } from '../../model/marketing/statements.js'
import type { Policies } from '../../model/settings/policies.js'
import type { Settings } from '../../model/settings/state.js'

/** The party of a statement. */
export type Party = { readonly kind: 'person' | 'customer'; readonly id: string }

/** The statements of one party. */
export type PartyStatements = { readonly of: Party; readonly statements: readonly Statement[] }

/** A contact property that a ban setting names: it bans its channel while a person has it. */
export type PropertyBan = {
  readonly of: Party
  readonly channel: Channel
  readonly customerId: string | null
  readonly since: Instant
}

/**
 * The facts that decide whether a party may be contacted: a person (for a customer or for none), or a customer itself.
 */
export type ContactFacts = {
  /** The party's own statements: a person and its private customer are one party. */
  readonly own: readonly PartyStatements[]
  /** The statements of the company for which the person is contacted; they apply to the person. */
  readonly company: PartyStatements | null
  readonly properties: readonly PropertyBan[]
  /** Whether this is a natural person as a customer, not as a company's contact. */
  readonly naturalPerson: boolean
  readonly erased: boolean
}

/** Returns the bans by properties of a person, whether assigned before or after they were bound. */
export const bansOfProperties = (
  numbers: Settings['numbers'],
  of: Party,
  properties: readonly { readonly propertyNo: number; readonly customerId: string | null; readonly since: Instant }[],
): readonly PropertyBan[] =>
  properties.flatMap(({ propertyNo, customerId, since }) => {
    const channel = channelBoundTo(numbers, propertyNo)
    return channel === null ? [] : [{ of, channel, customerId, since }]
  })

/** The deciding statement: its kind, its party, the company (`null`: everywhere) and the day. */
export type DecidingStatement = {
  readonly kind: StatementKind | 'property'
  readonly of: Party
  readonly customerId: string | null
  readonly date: CalendarDate
  readonly source: string | null
  readonly reason: string | null
}

/**
 * Whether marketing by a channel is allowed, and why; `since` is when the reason was recorded, `null` for the default.
 */
export type Permission = {
  readonly channel: Channel
  readonly allowed: boolean
  readonly because: 'ban' | 'refusal' | 'noConsent' | 'consent' | 'default' | 'erased'
  readonly since: Instant | null
  readonly evidence: Evidence | null
  readonly statement: DecidingStatement | null
}

/** The channel, the customer (`null`: none) and the day. */
export type Contacting = {
  readonly channel: Channel
  readonly customerId: string | null
  readonly day: CalendarDate
}

type Fact = Pick<Permission, 'since' | 'evidence'> & { readonly statement: DecidingStatement }

const needsConsent = ({ consentModel }: Policies, { naturalPerson }: ContactFacts, channel: Channel): boolean =>
  consentModel === 'optIn' || (consentModel === 'optInForNaturalPersons' && naturalPerson && channel !== 'letter')

/** Whether a ban or lift applies to a customer; without a customer, bans at every company apply. */
const appliesTo = ({ banScope }: Policies, at: string | null, customerId: string | null): boolean =>
  banScope === 'person' || at === null || customerId === null || at === customerId

const factOf = (statement: Statement & { readonly of: Party }, timeZone: string): Fact => {
  const { kind, of, customerId, at, source, reason, evidence } = statement
  const date = dayOf(statement, timeZone)
  return {
    since: at,
    evidence,
    statement: { kind, of, customerId, date, source: source ?? evidence?.source ?? null, reason },
  }
}

const factOfProperty = ({ of, customerId, since }: PropertyBan, timeZone: string): Fact => ({
  since,
  evidence: null,
  statement: {
    kind: 'property',
    of,
    customerId,
    date: dateOf(since, timeZone),
    source: 'contactProperty',
    reason: null,
  },
})

const newestFact = (facts: readonly Fact[]): Fact | undefined =>
  facts.reduce<Fact | undefined>(
    (newest, one) => (newest === undefined || one.statement.date >= newest.statement.date ? one : newest),
    undefined,
  )

type Question = { readonly policies: Policies; readonly asOf: AsOf } & Contacting

const withParty =
  ({ of }: PartyStatements) =>
  (statement: Statement) => ({ ...statement, of })

const banOn = (facts: ContactFacts, { policies, channel, customerId, asOf }: Question): Fact | undefined =>
  newestFact([
    ...facts.properties
      .filter((one) => one.channel === channel && appliesTo(policies, one.customerId, customerId))
      .map((one) => factOfProperty(one, asOf.timeZone))
      .filter(({ statement }) => statement.date <= asOf.day),
    ...facts.own.flatMap((party) =>
      bansInForce(party.statements, channel, asOf)
        .filter((ban) => appliesTo(policies, ban.customerId, customerId))
        .map((ban) => factOf(withParty(party)(ban), asOf.timeZone)),
    ),
  ])

const consentOrRefusalOf = (parties: readonly PartyStatements[], { channel, asOf }: Question): Fact | null => {
  const newest = newestConsentOrRefusal(
    parties.flatMap((one) => one.statements.map(withParty(one))),
    channel,
    asOf,
  )
  return newest === null ? null : factOf(newest, asOf.timeZone)
}

/** Finds the lift that ended a ban. */
const liftOn = ({ own }: ContactFacts, { policies, channel, customerId, asOf }: Question): Fact | undefined => {
  const lift = newestOf(
    own
      .flatMap((one) => one.statements.map(withParty(one)))
      .filter(
        (one) =>
          one.kind === 'lift' &&
          one.channel === channel &&
          appliesTo(policies, one.customerId, customerId) &&
          dayOf(one, asOf.timeZone) <= asOf.day,
      ),
    asOf.timeZone,
  )
  return lift === null ? undefined : factOf(lift, asOf.timeZone)
}

/** Fast path: most people have no statements. */
const hasNoStatements = ({ own, company, properties }: ContactFacts): boolean =>
  properties.length === 0 &&
  own.every(({ statements }) => statements.length === 0) &&
  (company === null || company.statements.length === 0)

/**
 * Decides whether a party may be contacted by a channel on a day, for a customer or for none. A ban always wins
 * (INV-14); then a withdrawal, the party's own before the company's; then a consent, in the same order; then the
 * consent model.
 */
export const mayContact = (policies: Policies, facts: ContactFacts, contacting: Contacting): Permission => {
  const { channel, day } = contacting
  const question: Question = { policies, ...contacting, asOf: { day, timeZone: policies.timeZone } }
  const answer = (allowed: boolean, because: Permission['because'], fact?: Fact): Permission => ({
    channel,
    allowed,
    because,
    since: fact?.since ?? null,
    evidence: fact?.evidence ?? null,
    statement: fact?.statement ?? null,
  })
  const isConsentNeeded = needsConsent(policies, facts, channel)
  if (facts.erased) return answer(false, 'erased')
  if (hasNoStatements(facts)) return isConsentNeeded ? answer(false, 'noConsent') : answer(true, 'default')
  const ban = banOn(facts, question)
  if (ban !== undefined) return answer(false, 'ban', ban)
  const newest = [
    consentOrRefusalOf(facts.own, question),
    consentOrRefusalOf(facts.company === null ? [] : [facts.company], question),
  ]
  const factOfKind = (kind: StatementKind): Fact | undefined =>
    newest.find((fact) => fact?.statement.kind === kind) ?? undefined
  const [refusal, consent] = [factOfKind('withdrawal'), factOfKind('consent')]
  if (refusal !== undefined) return answer(false, 'refusal', refusal)
  if (consent !== undefined) return answer(true, 'consent', consent)
  if (isConsentNeeded) return answer(false, 'noConsent')
  return { ...answer(true, 'default'), statement: liftOn(facts, question)?.statement ?? null }
}
