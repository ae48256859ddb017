import type { Instant, Position } from '@clientele/domain'
import { createViews } from '../create-views.js'
import type { HistoryLines } from '../history/history.js'
import type { HistoryEntry } from '../history/line.js'
import { createReadableRegister, type ReadableRegister } from '../register/readable-register.js'
import type { Register } from '../register/register.js'
import type { Views } from '../views/views.js'
import type { Journal } from './journal.js'
import {
  createPastRegister,
  type PastBase,
  type PastSource,
  pastRegisters,
  type RegisterOn,
  takenIn,
} from './past-registers.js'

/** The views of a register as it was known after some event, and how they are made. */
export type KnownViews = {
  readonly views: Views
  /** The tables they are read from. */
  readonly register: ReadableRegister
  /** What the views are made from. */
  readonly past: { readonly register: Register; readonly registerOn: RegisterOn }
  /** Takes in the events in steps, and prepares lists; the views are right after all of them. */
  takeIn(): Iterable<void>
}

/** What of the journal was recorded up to a moment. */
type Recorded = { readonly lastAt: Instant; readonly positions: ReadonlySet<Position> }

// Events that were recorded at the same instant are told apart by their positions.
const recordedBefore = (journal: Journal, end: number): Recorded => {
  const last = [...journal.events(end - 1, end)][0]?.recordedAt ?? ''
  const positions = new Set<Position>()
  const first = journal.countRecordedBefore(last)
  for (const { position } of journal.events(first, end)) positions.add(position)
  return { lastAt: last, positions }
}

function* passing<A>(all: Iterable<A>, isMeant: (one: A) => boolean): Iterable<A> {
  for (const one of all) if (isMeant(one)) yield one
}

const limited = (history: HistoryLines, { lastAt, positions }: Recorded): HistoryLines => {
  const isKnown = ({ recordedAt, position }: HistoryEntry): boolean =>
    recordedAt < lastAt || (recordedAt === lastAt && positions.has(position))
  return { newest: (subject, filter) => passing(history.newest(subject, filter), (entry) => isKnown(entry())) }
}

/**
 * The views of the first `end` events of the journal. Rights are those of now, and who was erased since is erased;
 * `base` is where to begin, by default before the first.
 */
export const knownViews = (
  source: Omit<PastSource, 'end' | 'mostKept'>,
  history: HistoryLines,
  end: number,
  base?: PastBase,
): KnownViews => {
  const past: PastSource = { ...source, end: () => end, mostKept: 1 }
  const begun = createPastRegister(past, () => true, base)
  const known = limited(history, recordedBefore(source.journal, end))
  const { register, takeIn } = begun
  const registerOn = pastRegisters(past, () => takenIn(begun))
  return {
    views: createViews(register, known, registerOn),
    register: createReadableRegister(register),
    past: { register, registerOn },
    takeIn: function* () {
      yield* takeIn()
      yield* source.present.prepareLists('en')
      yield* register.prepareLists('en', source.present.customerIndex)
    },
  }
}
