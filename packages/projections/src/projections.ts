import { type Instant, isEventType, type KnownEvent, type Mark } from '@clientele/domain'
import { createViews } from './create-views.js'
import { createHistory, type History, type Past } from './history/history.js'
import { createRegister, type Register, type RegisterContents } from './register/register.js'
import type { RowChange } from './tables/table.js'
import type { Views } from './views/views.js'

/** The register, its history and the views over both, fed by one stream of events. */
export type Projections = {
  readonly register: Register
  readonly history: History
  readonly views: Views
  /** The last event applied; `null` before the first. */
  readonly mark: Mark | null
  /** Records an event in the history, applies it to the register and returns the changes. */
  apply(event: KnownEvent): readonly RowChange[]
  /** Applies events in order. */
  applyAll(events: Iterable<KnownEvent>): void
  /** Replaces the contents; listeners are not notified. */
  fill(contents: Contents): void
}

/** The contents to fill projections with. */
export type Contents = { readonly mark: Mark; readonly register: RegisterContents; readonly past: Past }

/**
 * Creates empty projections. `clock` gives the current time; without it, the time of the last event counts. For projections of the past,
 * `present` is the register that access rights depend on.
 */
export const createProjections = (clock?: () => Instant, present?: Register): Projections => {
  const register = createRegister(clock, present)
  const history = createHistory(register)
  let begun: Mark | null = null
  let last: KnownEvent | null = null

  const note = (event: KnownEvent): void => {
    // Events of the host are about nothing that the history knows.
    if (isEventType(event.type)) history.apply(event)
    last = event
  }

  const mark = (): Mark | null => (last === null ? begun : { position: last.position, eventId: last.id })

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
    },
  }
}
