import type { Instant, KnownEvent, LogMark } from '@clientele/domain'
import { createHistory, type History, type Past } from './history/history.js'
import { createRegister, type Register, type RegisterContents } from './register/register.js'
import type { RowChange } from './register/table.js'
import { createViews, type Views } from './views.js'

/** The register, its history and the views over both, fed by one stream of events. */
export type Projections = {
  readonly register: Register
  readonly history: History
  readonly views: Views
  /** The last event applied; `null` before the first. */
  readonly mark: LogMark | null
  /** Notes an event in the history, applies it to the register and says what it changed. */
  apply(event: KnownEvent): readonly RowChange[]
  /** Applies events in order. */
  applyAll(events: Iterable<KnownEvent>): void
  /** Starts over from other contents; nobody is told. */
  fill(contents: Contents): void
}

/** What projections can start from. */
export type Contents = { readonly mark: LogMark; readonly register: RegisterContents; readonly past: Past }

/**
 * Projections of nothing yet; `clock` tells the time, without one it is that of the last event. Those that show the past judge rights by the
 * register of the present.
 */
export const createProjections = (clock?: () => Instant, present?: Register): Projections => {
  const register = createRegister(clock, present)
  const history = createHistory(register)
  let begun: LogMark | null = null
  let last: KnownEvent | null = null
  let before: KnownEvent | null = null

  const note = (event: KnownEvent): void => {
    history.apply(event)
    before = last
    last = event
  }

  const mark = (): LogMark | null =>
    last === null
      ? begun
      : { position: last.position, eventId: last.id, after: before?.position ?? begun?.position ?? null }

  return {
    register,
    history,
    views: createViews(register, history),
    get mark() {
      return mark()
    },
    apply: (event) => register.apply(event, note),
    applyAll: (events) => register.applyAll(events, note),
    fill: (contents) => {
      register.fill(contents.register)
      history.fill(contents.past)
      begun = contents.mark
      last = null
      before = null
    },
  }
}
