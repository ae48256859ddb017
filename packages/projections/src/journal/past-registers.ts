import { type CalendarDate, endOfDay, type Instant } from '@clientele/domain'
import { cacheLast } from '../data-structures/cache-last.js'
import type { RegisterEvent } from '../register/handlers/handler.js'
import { createRegister, type Register, type RegisterContents } from '../register/register.js'
import { isErasure } from './blocks.js'
import { wasSoBy } from './days.js'
import type { Journal } from './journal.js'

/** Gives the register as of a day: made of the events that were so by then, in the order of the log. */
export type RegisterOn = (day: CalendarDate) => Register

/** What registers of the past are made from. */
export type PastSource = {
  /** The register that rights depend on. */
  readonly present: Register
  readonly journal: Journal
  readonly clock: (() => Instant) | undefined
  /** The number of the first event that is left out. */
  readonly end: () => number
  /** How many registers of past days are kept: each is as large as the register itself. */
  readonly mostKept: number
}

/** A register that has seen the first `count` events of the journal: where another begins. */
export type PastBase = { readonly contents: RegisterContents; readonly count: number }

/** A register of the past. */
export type PastRegister = {
  readonly register: Register
  /** Applies what it has not seen yet, in steps. Whoever was erased since is erased in it too. */
  takeIn(): Iterable<void>
}

const eventsPerStep = 500

/** Creates a register of the past, empty; it takes in the events that are `meant`. */
export const createPastRegister = (
  { present, journal, clock, end }: Omit<PastSource, 'mostKept'>,
  isMeant: (event: RegisterEvent) => boolean,
  base?: PastBase,
): PastRegister => {
  const register = createRegister(clock ?? (() => present.lastRecorded), present)
  if (base !== undefined) register.fill(base.contents)
  let next = base?.count ?? 0
  let erasuresSeen = end()

  function* takeIn(): Iterable<void> {
    for (const event of journal.events(next, end())) {
      next += 1
      if (isMeant(event) || isErasure(event)) register.applyAll([event])
      if (next % eventsPerStep === 0) yield
    }
    register.applyAll(journal.erasures(Math.max(erasuresSeen, next)))
    erasuresSeen = journal.size
  }

  return { register, takeIn }
}

/** A register of the past that has seen everything. */
export const takenIn = ({ register, takeIn }: PastRegister): Register => {
  for (const _ of takeIn());
  return register
}

/**
 * Makes registers of past days and keeps the last few, which take in what is recorded later about their days. Making one
 * takes a walk over the journal; `latest` answers for today and later, and where nothing happened later.
 */
export const pastRegisters = (source: PastSource, latest: () => Register): RegisterOn => {
  const { journal, present, mostKept } = source
  const timeZone = (): string => present.settings.policies.timeZone
  const kept = cacheLast<string, PastRegister>(mostKept, (key) => {
    const [day = '', zone = ''] = key.split('\t')
    return createPastRegister(source, wasSoBy(day, zone))
  })

  const isLatest = (day: CalendarDate): boolean => {
    const { at, day: said } = journal.latest
    return day >= present.today() || (said <= day && at < endOfDay(day, timeZone()))
  }

  return (day) => (isLatest(day) ? latest() : takenIn(kept.of([day, timeZone(), present.generation].join('\t'))))
}
