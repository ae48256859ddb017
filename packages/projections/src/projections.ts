import { type Instant, isEventType, type KnownEvent, type Mark, type SnapshotChunk } from '@clientele/domain'
import { type Audit, createAudit } from './audit/audit.js'
import { knownSource } from './audit/known-source.js'
import { createViews } from './create-views.js'
import { createHistory, type History, type Past } from './history/history.js'
import { createHostProjections, type HostProjections } from './host/host-projections.js'
import { isErasure } from './journal/blocks.js'
import { createJournal, type Journal } from './journal/journal.js'
import { type KnownViews, knownViews } from './journal/known-at.js'
import type { Packing } from './journal/packing.js'
import { type PastBase, pastRegisters } from './journal/past-registers.js'
import type { RegisterEvent } from './register/handlers/handler.js'
import { type ReadableRegister, registerBehind } from './register/readable-register.js'
import { createRegister, type Register, type RegisterContents } from './register/register.js'
import type { RowChange } from './tables/table.js'
import type { Views } from './views/views.js'

/** The register, its history and the views over both, updated from one stream of events. */
export type Projections = {
  readonly register: Register
  readonly history: History
  /** Every event that the register has applied. */
  readonly journal: Journal
  readonly views: Views
  readonly audit: Audit
  /**
   * The projections of the host. The caller applies events to them separately, since they receive events of every type.
   */
  readonly host: HostProjections
  /** The last event applied; `null` before the first. */
  readonly mark: Mark | null
  /** Records an event in the history, applies it to the register and returns the changes. */
  apply(event: KnownEvent): readonly RowChange[]
  /** Applies events in order. */
  applyAll(events: Iterable<KnownEvent>): void
  /**
   * The views and audit questions after the first `count` events, built in steps; `base` is a register to start from.
   */
  knownAfter(count: number, base?: PastBase): Known
  /**
   * The register as it was filled or last kept: moments since then are built from it. It shares the rows that have not
   * changed. `null` before the first, and after an erasure.
   */
  readonly base: PastBase | null
  /** Keeps the current register as `base`. */
  keepBase(): void
  /** Replaces the contents; listeners are not notified. */
  fill(contents: Contents): void
}

/** The views and audit questions as the register was known at a moment. */
export type Known = Omit<KnownViews, 'past'> & { readonly audit: Audit }

/** The contents to fill projections with. */
export type Contents = {
  readonly mark: Mark
  readonly register: RegisterContents
  readonly past: Past
  readonly journal: readonly SnapshotChunk[]
}

const createKeptBase = (register: Register, journal: Journal) => {
  let base: PastBase | null = null
  return {
    base: () => base,
    keep: (): void => {
      base = { contents: register.contents(), count: journal.size }
    },
    /** Drops the base when a person is erased: it contains what is erased. */
    observe: (event: RegisterEvent): void => {
      if (isErasure(event)) base = null
    },
  }
}

/**
 * Creates empty projections. `clock` returns the current time; without it, the time of the last event is used. For
 * projections of the past, `present` is the register that access rights depend on. `host` are the projections of the
 * host, by default none; `packing` is the format of the events stored for registers of past days.
 */
export const createProjections = (
  clock?: () => Instant,
  present?: Register | ReadableRegister,
  host: HostProjections = createHostProjections(),
  packing?: Packing,
): Projections => {
  const register = createRegister(clock, present && registerBehind(present), host.columns)
  const history = createHistory(register)
  const journal = createJournal(packing)
  const registerOn = pastRegisters(
    { present: register, journal, clock, end: () => journal.size, maxCached: 2 },
    () => register,
  )
  let startMark: Mark | null = null
  let last: KnownEvent | null = null
  const kept = createKeptBase(register, journal)

  const recordEvent = (event: KnownEvent): void => {
    // Events of the host have no subject in the history.
    if (isEventType(event.type)) {
      history.apply(event)
      journal.record(event)
      kept.observe(event)
    }
    last = event
  }

  const mark = (): Mark | null => (last === null ? startMark : { position: last.position, eventId: last.id })

  return {
    register,
    history,
    journal,
    views: createViews(register, history, registerOn),
    audit: createAudit({ register, history, journal, registerOn }),
    host,
    get mark() {
      return mark()
    },
    apply: (event) => register.apply(event, recordEvent),
    applyAll: (events) => register.applyAll(events, recordEvent),
    knownAfter: (count, base) => {
      const { past, ...known } = knownViews({ present: register, journal, clock }, history, count, base)
      return { ...known, audit: createAudit(knownSource({ history, journal }, past, count)) }
    },
    get base() {
      return kept.base()
    },
    keepBase: kept.keep,
    fill: (contents) => {
      register.fill(contents.register)
      history.fill(contents.past)
      journal.fill(contents.journal)
      kept.keep()
      startMark = contents.mark
      last = null
    },
  }
}
