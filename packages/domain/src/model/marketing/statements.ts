import type { Draft } from 'immer'
import type { Change, Evolve } from '../../kernel/aggregate.js'
import type { Rows } from '../../kernel/match.js'
import { type CalendarDate, isCalendarDate } from '../../kernel/values/calendar-date.js'
import { dateOf, type Instant, instantFrom } from '../../kernel/values/instant.js'
import type { Channel, Evidence } from './channel.js'
import type { BanEvent, ConsentEvent } from './events.js'

/** The kinds of marketing statement: a ban, its lift, a consent, its withdrawal. */
export type StatementKind = 'ban' | 'lift' | 'consent' | 'withdrawal'

/**
 * A statement about contacting a party by a channel; without `customerId`, a ban or lift covers the person everywhere.
 */
export type Statement = {
  readonly kind: StatementKind
  readonly channel: Channel
  readonly customerId: string | null
  /** The day from which it counts; `null` in events older than the field. */
  readonly date: CalendarDate | null
  readonly at: Instant
  readonly source: string | null
  readonly reason: string | null
  readonly evidence: Evidence | null
}

type StatementFields = {
  readonly channel: Channel
  readonly customerId?: string | null | undefined
  readonly date?: CalendarDate | undefined
  readonly source?: string | null | undefined
  readonly reason?: string | null | undefined
  readonly evidence?: Evidence | null | undefined
}

const statementMaker =
  (kind: StatementKind) =>
  ({ channel, customerId, date, source, reason, evidence }: StatementFields, at: Instant): Statement => ({
    kind,
    channel,
    customerId: customerId ?? null,
    date: date ?? null,
    at,
    source: source ?? null,
    reason: reason ?? null,
    evidence: evidence ?? null,
  })

/** Converts an event into its statement; shared by states and the register. */
export const statementOf: Rows<BanEvent | ConsentEvent, readonly [Instant], Statement> = {
  MarketingBanSet: statementMaker('ban'),
  MarketingBanLifted: statementMaker('lift'),
  MarketingConsentGiven: statementMaker('consent'),
  MarketingConsentWithdrawn: statementMaker('withdrawal'),
}

type Keeping = { readonly statements: readonly Statement[] }

const keep =
  (statement: Statement): Change<Keeping> =>
  ({ statements }: Draft<Keeping>) =>
    void statements.push(statement)

/** The `evolve` rows for bans. */
export const evolveBans: Evolve<BanEvent, Keeping> = {
  MarketingBanSet: (data, { at }) => keep(statementOf.MarketingBanSet(data, at)),
  MarketingBanLifted: (data, { at }) => keep(statementOf.MarketingBanLifted(data, at)),
}

/** The `evolve` rows for consents and withdrawals. */
export const evolveConsents: Evolve<ConsentEvent, Keeping> = {
  MarketingConsentGiven: (data, { at }) => keep(statementOf.MarketingConsentGiven(data, at)),
  MarketingConsentWithdrawn: (data, { at }) => keep(statementOf.MarketingConsentWithdrawn(data, at)),
}

/** Returns the day a consent was captured, an instant in the tenant's time zone; `null` for any other text. */
export const capturedOn = (evidence: Evidence | null | undefined, timeZone: string): CalendarDate | null => {
  const captured = evidence?.capturedAt
  if (isCalendarDate(captured)) return captured
  const instant = instantFrom(captured)
  return instant === null ? null : dateOf(instant, timeZone)
}

/** Returns the day from which a statement counts: its own, else that of its evidence, else the day of recording. */
export const dayOf = ({ date, evidence, at }: Statement, timeZone: string): CalendarDate =>
  date ?? capturedOn(evidence, timeZone) ?? dateOf(at, timeZone)
