import type { Clientele } from '@clientele/adapters'
import { systemClock } from '@clientele/adapters/internal'
import { type CalendarDate, failureError, type Instant } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'

/** A clock that can be set to a past time. */
export type PastClock = {
  readonly now: () => Instant
  /** Sets the time; `null` is the present. */
  set(time: Instant | null): void
}

export const createPastClock = (): PastClock => {
  let time: Instant | null = null
  return {
    now: () => time ?? systemClock(),
    set: (to) => {
      time = to
    },
  }
}

/** The times of loading the sample, of a wrong entry, and of its correction: each at noon. */
type Past = { readonly year: string; readonly loaded: Instant; readonly mistaken: Instant; readonly corrected: Instant }

/** The last spring that ended before a day. */
export const lastSpring = (today: CalendarDate): Past => {
  const [, year = '', rest = ''] = /^(\d{4})-(.*)$/.exec(today) ?? []
  const spring = rest > '05-31' ? year : String(Number(year) - 1).padStart(4, '0')
  const noon = (day: string): Instant => `${spring}-${day}T12:00:00.000Z`
  return { year: spring, loaded: noon('02-10'), mistaken: noon('03-16'), corrected: noon('05-12') }
}

const customerId = 'kuusikko-puusepat'
const roleId = 'accountant'

/** In March one employee is made responsible; in May this is corrected retroactively to another one, until June. */
const commandsOf = ({ year, mistaken, corrected }: Past) => {
  const cell = { customerId, roleId, from: `${year}-03-01` }
  return [
    { recorded: mistaken, type: 'AssignResponsible', data: { ...cell, employeeId: 'sofia' } },
    { recorded: corrected, type: 'RemoveResponsible', data: { customerId, employeeId: 'sofia', from: cell.from } },
    { recorded: corrected, type: 'AssignResponsible', data: { ...cell, employeeId: 'elin', until: `${year}-06-01` } },
  ] as const
}

/** Enters and corrects an assignment in the past, so that audit questions have something to show. */
export const live = async (crm: Clientele, clock: PastClock, past: Past): Promise<void> => {
  const context = { by: 'demo', as: 'host', at: past.mistaken, today: past.mistaken.slice(0, 10) } as const
  for (const { recorded, ...command } of commandsOf(past)) {
    clock.set(recorded)
    const outcome = await crm.executeUnknown(command, context)
    if (isLeft(outcome)) throw failureError({ error: 'StoreUnreadable', problem: outcome.left.error })
  }
}
