import { type CalendarDate, categoryOf, endOfDay, type Instant, idOfStream } from '@clientele/domain'
import { cacheLast } from '../data-structures/cache-last.js'
import { redactAsInPresent } from '../register/erasure.js'
import type { RegisterEvent } from '../register/handlers/handler.js'
import { createRegister, type Register, type RegisterContents } from '../register/register.js'
import { isErasure } from './blocks.js'
import { countsBy } from './days.js'
import type { Journal } from './journal.js'

/** Returns the register as of a day, built from the events that count by then, in the order of the log. */
export type RegisterOn = (day: CalendarDate) => Register

/** The data from which registers of the past are built. */
export type PastSource = {
  /** The register that access rights depend on. */
  readonly present: Register
  readonly journal: Journal
  readonly clock: (() => Instant) | undefined
  /** The end of the journal, exclusive: an event number. */
  readonly end: () => number
  /** The number of cached registers of past days; each is as large as the register itself. */
  readonly maxCached: number
}

/** A register to start from, to which the first `count` events of the journal are applied. */
export type PastBase = { readonly contents: RegisterContents; readonly count: number }

/** A register of the past. */
export type PastRegister = {
  readonly register: Register
  /** Applies the remaining events in steps. Persons erased since are erased in it too. */
  takeIn(): Iterable<void>
}

const eventsPerStep = 500

const isActivity = ({ stream }: RegisterEvent): boolean => categoryOf(stream) === 'activity'

/** Creates a register of the past, empty or from `base`; it applies the events that `counts` accepts, and all erasures. */
export const createPastRegister = (
  { present, journal, clock, end }: Omit<PastSource, 'maxCached'>,
  counts: (event: RegisterEvent) => boolean,
  base?: PastBase,
): PastRegister => {
  const register = createRegister(clock ?? (() => present.lastRecorded), present)
  if (base !== undefined) register.fill(base.contents)
  let next = base?.count ?? 0
  let erasuresSeen = end()
  // Activities are redacted when they are applied, unless the erasure comes later than this.
  let redacted = journal.size

  function* takeIn(): Iterable<void> {
    let last: number | null = null
    for (const event of journal.events(next, end())) {
      if (counts(event) || isErasure(event)) {
        register.replay(event)
        if (isActivity(event)) redactAsInPresent(register.tables, present.tables, idOfStream(event.stream))
        last = next
      }
      next += 1
      if (next % eventsPerStep === 0) yield
    }
    if (last !== null) for (const place of journal.places(last, last + 1)) register.reach(place)
    register.applyAll(journal.erasures(Math.max(erasuresSeen, next)))
    erasuresSeen = journal.size
    if (journal.erasures(redacted).length > 0) redactAsInPresent(register.tables, present.tables)
    redacted = journal.size
  }

  return { register, takeIn }
}

/** Applies all remaining events to a register of the past, and returns it. */
export const catchUp = ({ register, takeIn }: PastRegister): Register => {
  for (const _ of takeIn());
  return register
}

/**
 * Builds registers of past days and caches the last few, which also apply events recorded later. Building one reads the
 * whole journal. `latest` is used for today, and for days after which nothing happened.
 */
export const pastRegisters = (source: PastSource, latest: () => Register): RegisterOn => {
  const { journal, present, maxCached } = source
  const timeZone = (): string => present.settings.policies.timeZone
  const cached = cacheLast<string, PastRegister>(maxCached, (key) => {
    const [day = '', zone = ''] = key.split('\t')
    return createPastRegister(source, countsBy(day, zone))
  })

  const isLatest = (day: CalendarDate): boolean => {
    const { at, day: said } = journal.latest
    return day === present.today() || (said <= day && at < endOfDay(day, timeZone()))
  }

  return (day) => (isLatest(day) ? latest() : catchUp(cached.of([day, timeZone(), present.generation].join('\t'))))
}
