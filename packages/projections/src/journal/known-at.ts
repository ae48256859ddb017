import type { Instant, Position } from '@clientele/domain'
import { createViews } from '../create-views.js'
import type { HistoryLines } from '../history/history.js'
import type { HistoryEntry } from '../history/line.js'
import { createReadableRegister, type ReadableRegister } from '../register/readable-register.js'
import type { Register } from '../register/register.js'
import type { Views } from '../views/views.js'
import type { Journal } from './journal.js'
import {
  catchUp,
  createPastRegister,
  type PastBase,
  type PastSource,
  pastRegisters,
  type RegisterOn,
} from './past-registers.js'

/** The views of a register as known after an event, and the steps that build them. */
export type KnownViews = {
  readonly views: Views
  /** The tables that the views read. */
  readonly register: ReadableRegister
  /** The registers that the views read. */
  readonly past: { readonly register: Register; readonly registerOn: RegisterOn }
  /** Applies the events in steps and prepares lists; the views are complete afterwards. */
  takeIn(): Iterable<void>
}

/** Identifies the events recorded up to a moment. */
type Recorded = { readonly lastAt: Instant; readonly positions: ReadonlySet<Position> }

// Events recorded at the same instant are distinguished by their positions.
const recordedBefore = (journal: Journal, end: number): Recorded => {
  const last = [...journal.places(end - 1, end)][0]?.recordedAt ?? ''
  const positions = new Set<Position>()
  const first = journal.countRecordedBefore(last)
  for (const { position } of journal.places(first, end)) positions.add(position)
  return { lastAt: last, positions }
}

function* filterLazily<A>(all: Iterable<A>, passes: (one: A) => boolean): Iterable<A> {
  for (const one of all) if (passes(one)) yield one
}

const limitHistory = (history: HistoryLines, { lastAt, positions }: Recorded): HistoryLines => {
  const isKnown = ({ recordedAt, position }: HistoryEntry): boolean =>
    recordedAt < lastAt || (recordedAt === lastAt && positions.has(position))
  return { newest: (subject, filter) => filterLazily(history.newest(subject, filter), (entry) => isKnown(entry())) }
}

/**
 * The views of the first `end` events of the journal. Access rights are the current ones, and data of persons erased
 * since is erased. `base` is a register to start from, by default an empty one.
 */
export const knownViews = (
  source: Omit<PastSource, 'end' | 'maxCached'>,
  history: HistoryLines,
  end: number,
  base?: PastBase,
): KnownViews => {
  const past: PastSource = { ...source, end: () => end, maxCached: 1 }
  const pastRegister = createPastRegister(past, () => true, base)
  const known = limitHistory(history, recordedBefore(source.journal, end))
  const { register, takeIn } = pastRegister
  const registerOn = pastRegisters(past, () => catchUp(pastRegister))
  return {
    views: createViews(register, known, registerOn),
    register: createReadableRegister(register),
    past: { register, registerOn },
    takeIn: function* () {
      // An event that changes a row reads all unread rows of its table at once.
      yield* register.prepareRows()
      yield* takeIn()
      yield* source.present.prepareLists('en')
      yield* register.prepareLists('en', source.present.customerIndex)
    },
  }
}
