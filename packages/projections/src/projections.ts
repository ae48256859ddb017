import type { KnownEvent } from '@clientele/domain'
import { createHistory, type History } from './history/history.js'
import { createRegister, type Register } from './register/register.js'
import type { RowChange } from './register/table.js'
import { createViews, type Views } from './views.js'

/** The register, its history and the views over both, fed by one stream of events. */
export type Projections = {
  readonly register: Register
  readonly history: History
  readonly views: Views
  /** Notes an event in the history, applies it to the register and says what it changed. */
  apply(event: KnownEvent): readonly RowChange[]
  /** Applies events in order and says what they changed. */
  applyAll(events: Iterable<KnownEvent>): readonly RowChange[]
}

/** Projections of nothing yet. */
export const createProjections = (): Projections => {
  const register = createRegister()
  const history = createHistory(register)

  const noted = function* (events: Iterable<KnownEvent>): Iterable<KnownEvent> {
    for (const event of events) {
      history.apply(event)
      yield event
    }
  }

  const applyAll = (events: Iterable<KnownEvent>): readonly RowChange[] => register.applyAll(noted(events))

  return { register, history, views: createViews(register, history), apply: (event) => applyAll([event]), applyAll }
}
