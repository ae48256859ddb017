import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { Channel } from './channel.js'
import { dayOf, type Statement } from './statements.js'

/** The day as of which statements count, and the time zone for statements without a date. */
export type AsOf = { readonly day: CalendarDate; readonly timeZone: string }

/** A day after all others: all statements count, also future ones. */
export const lastDayOfAll: CalendarDate = '9999-12-31'

type Placed = { readonly day: CalendarDate; readonly index: number }

const isNewer = (a: Placed, b: Placed): boolean => a.day > b.day || (a.day === b.day && a.index > b.index)

const none: readonly Statement[] = []

/** Returns the last lift per scope (customer id) on one channel. */
const lastLifts = (
  statements: readonly Statement[],
  channel: Channel,
  asOf: AsOf,
): ReadonlyMap<string | null, Placed> => {
  const lifts = new Map<string | null, Placed>()
  for (const [index, statement] of statements.entries()) {
    if (statement.kind !== 'lift' || statement.channel !== channel) continue
    const lift = { day: dayOf(statement, asOf.timeZone), index }
    const known = lifts.get(statement.customerId)
    if (lift.day <= asOf.day && (known === undefined || isNewer(lift, known))) lifts.set(statement.customerId, lift)
  }
  return lifts
}

/**
 * Returns the bans on a channel that are in force on a day. A lift ends the bans of its own scope that are not newer; a
 * ban and its lift on one day count in the order of recording.
 */
export const bansInForce = (statements: readonly Statement[], channel: Channel, asOf: AsOf): readonly Statement[] => {
  if (statements.length === 0) return none
  const lifts = lastLifts(statements, channel, asOf)
  return statements.filter((statement, index) => {
    if (statement.kind !== 'ban' || statement.channel !== channel) return false
    const ban = { day: dayOf(statement, asOf.timeZone), index }
    const lift = lifts.get(statement.customerId)
    return ban.day <= asOf.day && (lift === undefined || isNewer(ban, lift))
  })
}

/** Returns the newest statement by the day from which it counts; on one day, the one recorded last. */
export const newestOf = <S extends Statement>(statements: readonly S[], timeZone: string): S | null =>
  statements.reduce<S | null>(
    (newest, one) => (newest === null || dayOf(one, timeZone) >= dayOf(newest, timeZone) ? one : newest),
    null,
  )

/** Returns the latest consent or withdrawal on a channel; on one day a withdrawal wins. */
export const newestConsentOrRefusal = <S extends Statement>(
  statements: readonly S[],
  channel: Channel,
  asOf: AsOf,
): S | null => {
  const words = (kind: Statement['kind']): S | null =>
    newestOf(
      statements.filter((one) => one.kind === kind && one.channel === channel && dayOf(one, asOf.timeZone) <= asOf.day),
      asOf.timeZone,
    )
  const [consent, withdrawal] = [words('consent'), words('withdrawal')]
  if (consent === null || withdrawal === null) return consent ?? withdrawal
  return dayOf(consent, asOf.timeZone) > dayOf(withdrawal, asOf.timeZone) ? consent : withdrawal
}
