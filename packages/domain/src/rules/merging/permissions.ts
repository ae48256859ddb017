import type { Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { ContactTraits } from '../../model/contact-traits/state.js'
import type { Traits } from '../../model/customer-traits/state.js'
import { type AsOf, bansInForce, lastDayOfAll, newestConsentOrRefusal, newestOf } from '../../model/marketing/axis.js'
import { boundProperties } from '../../model/marketing/bans.js'
import { type Channel, channels } from '../../model/marketing/channel.js'
import { MarketingBanSet, MarketingConsentGiven, MarketingConsentWithdrawn } from '../../model/marketing/events.js'
import { dayOf, type Statement } from '../../model/marketing/statements.js'
import type { Policies } from '../../model/settings/policies.js'
import type { Settings } from '../../model/settings/state.js'

/** The statements of a party; only a person has bans, and properties bound to them. */
type StatementsAndTraits = { readonly statements: readonly Statement[]; readonly traits?: ContactTraits | Traits }

/** The day of a merge (default: the day of its events), and the properties bound to bans. */
type Merge = { readonly today?: CalendarDate; readonly numbers?: Settings['numbers'] }

type Both = Merge & {
  readonly policies: Policies
  readonly survivor: StatementsAndTraits
  readonly duplicate: StatementsAndTraits
}

type Taken = Pick<Statement, 'channel' | 'customerId' | 'source'> & { readonly day: CalendarDate | null }

const laterDay = (day: CalendarDate | null, today: CalendarDate | undefined): CalendarDate | undefined =>
  today === undefined || day === null || day <= today ? today : day

/** The days on which both records are compared: that of the merge, and the last day of all. */
const comparedOn = ({ today, policies: { timeZone } }: Both): readonly AsOf[] => [
  ...(today === undefined ? [] : [{ day: today, timeZone }]),
  { day: lastDayOfAll, timeZone },
]

const isBannedOn = ({ statements }: StatementsAndTraits, { channel, customerId }: Taken, asOf: AsOf): boolean =>
  bansInForce(statements, channel, asOf).some((ban) => ban.customerId === customerId)

const bansOfProperties = ({ duplicate: { traits }, numbers, policies }: Both, channel: Channel): readonly Taken[] =>
  traits === undefined || !('assignedAt' in traits) || numbers === undefined
    ? []
    : boundProperties(traits, { numbers, policies }, channel).map(({ customerId }) => ({
        channel,
        customerId,
        source: 'contactProperty',
        day: null,
      }))

/** Returns the bans of the duplicate, oldest first: those in force, future ones, and those from properties. */
const bansOf = (both: Both, channel: Channel): readonly Taken[] => {
  const { duplicate, policies } = both
  const inForce = new Set(comparedOn(both).flatMap((asOf) => bansInForce(duplicate.statements, channel, asOf)))
  const days = [...inForce].map((ban) => ({ ...ban, day: dayOf(ban, policies.timeZone) }))
  return [...days.sort((a, b) => (a.day < b.day ? -1 : 1)), ...bansOfProperties(both, channel)]
}

type Scope = Pick<Taken, 'channel' | 'customerId'>

const isSameScope = (a: Scope, b: Scope): boolean => a.channel === b.channel && a.customerId === b.customerId

/** Keeps the first ban per scope. */
const oncePerScope = (bans: readonly Taken[]): readonly Taken[] =>
  bans.filter((ban) => bans.find((one) => isSameScope(one, ban)) === ban)

const isLifted = ({ survivor, policies: { timeZone } }: Both, { channel, customerId, day }: Taken): boolean =>
  survivor.statements.some(
    (one) =>
      one.kind === 'lift' &&
      one.channel === channel &&
      one.customerId === customerId &&
      day !== null &&
      dayOf(one, timeZone) >= day,
  )

/** Returns the last day of some statements of the survivor; `null` without any. */
const lastDayOf = (
  { survivor, policies: { timeZone } }: Both,
  matches: (statement: Statement) => boolean,
): CalendarDate | null => {
  const last = newestOf(survivor.statements.filter(matches), timeZone)
  return last === null ? null : dayOf(last, timeZone)
}

/**
 * Returns the days from which a ban counts: that of the merge, and that of a future lift of the survivor, which does
 * not apply to this ban.
 */
const daysOfBan = (both: Both, ban: Taken): readonly Taken[] => {
  const { timeZone } = both.policies
  const from = laterDay(ban.day, both.today) ?? null
  const lift = lastDayOf(both, (one) => one.kind === 'lift' && isSameScope(one, ban))
  const days = [
    ...(from !== null && isBannedOn(both.survivor, ban, { day: from, timeZone }) ? [] : [from]),
    ...(from !== null && lift !== null && lift > from ? [lift] : []),
  ]
  return days.map((day) => ({ ...ban, day }))
}

/** Selects the bans to take over, and the days from which they count. */
const takeBans = (both: Both, bans: readonly Taken[]): readonly Taken[] =>
  both.policies.mergePermissions === 'latestWins'
    ? bans.filter((ban) => !isLifted(both, ban))
    : oncePerScope(bans).flatMap((ban) => daysOfBan(both, ban))

/**
 * Takes bans over from the day of the merge, so that no older lift of the survivor ends them. By policy the newest
 * statement counts instead: bans keep their day, and a newer lift of the survivor wins.
 */
const mergeBans = (both: Both): readonly Message[] => {
  const wanted = channels
    .flatMap((channel) => bansOf(both, channel))
    .filter((ban) => !comparedOn(both).every((asOf) => isBannedOn(both.survivor, ban, asOf)))
  return takeBans(both, wanted).map(({ channel, customerId, source, day }) =>
    MarketingBanSet({ channel, customerId, source, reason: 'merge', date: day ?? both.today }),
  )
}

/** Keeps a withdrawal on either record, whatever the survivor has stated; never takes over a consent. */
const keepWithdrawals = (both: Both, channel: Channel): readonly Message[] => {
  const { survivor, duplicate, policies, today } = both
  const asOf = comparedOn(both).find(
    (day) =>
      newestConsentOrRefusal(duplicate.statements, channel, day)?.kind === 'withdrawal' &&
      newestConsentOrRefusal(survivor.statements, channel, day)?.kind !== 'withdrawal',
  )
  const refusal = asOf === undefined ? null : newestConsentOrRefusal(duplicate.statements, channel, asOf)
  if (refusal === null) return []
  const date = laterDay(dayOf(refusal, policies.timeZone), today)
  const consented = lastDayOf(both, (one) => one.kind === 'consent' && one.channel === channel)
  const days = [date, ...(date !== undefined && consented !== null && consented > date ? [consented] : [])]
  return days.map((day) => MarketingConsentWithdrawn({ channel, reason: 'merge', date: day }))
}

/** Returns the newest statement of both records by the day from which it counts; on one day a withdrawal wins. */
const takeNewest = ({ survivor, duplicate, policies: { timeZone } }: Both, channel: Channel): readonly Message[] => {
  const asOf = { day: lastDayOfAll, timeZone }
  const own = newestConsentOrRefusal(survivor.statements, channel, asOf)
  const other = newestConsentOrRefusal(duplicate.statements, channel, asOf)
  if (other === null || other.kind === own?.kind) return []
  if (newestConsentOrRefusal([...(own === null ? [] : [own]), other], channel, asOf) !== other) return []
  const date = dayOf(other, timeZone)
  return other.kind === 'consent'
    ? [MarketingConsentGiven({ channel, evidence: other.evidence, date })]
    : [MarketingConsentWithdrawn({ channel, reason: 'merge', date })]
}

/**
 * Returns the statements that the survivor takes over: bans first, then consents and withdrawals. Never allows
 * contacting a party that neither record allowed before.
 */
export const mergeStatements = (
  policies: Policies,
  survivor: StatementsAndTraits,
  duplicate: StatementsAndTraits,
  merge: Merge = {},
): readonly Message[] => {
  const both = { policies, survivor, duplicate, ...merge }
  const mergeConsents = policies.mergePermissions === 'latestWins' ? takeNewest : keepWithdrawals
  return [...mergeBans(both), ...channels.flatMap((channel) => mergeConsents(both, channel))]
}
