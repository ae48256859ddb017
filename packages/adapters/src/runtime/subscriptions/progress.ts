import {
  type Checkpoint,
  type CheckpointStore,
  type EventCatalogue,
  failureError,
  type RecordedEvent,
  type StoreUnreadable,
  type SubscribeOptions,
} from '@clientele/domain'
import { checkpointFrom, markOfEvent } from '../../log/position.js'
import type { HeldBy } from './options.js'

/** How far a subscription has come, and how far a new start would have. */
export type Progress = {
  /** Where to go on; `null`: at the start. Read from the checkpoints once, and again when the name was regained. */
  start(): Promise<Checkpoint | null>
  /** What was handled last. */
  handled(): Checkpoint | null
  heldBy(): HeldBy | null
  /** Counts events as handled. */
  advance(recorded: readonly RecordedEvent[]): void
  /** Stores what is due. */
  save(): Promise<void>
  /** Sees how far the one has come who has the name now. */
  look(): Promise<void>
  /** Forgets where it was: somebody else may have gone on from there. */
  forget(): void
}

const noCheckpoint: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'What was loaded is no checkpoint: it has a position and the id of an event, or null. Save one that has.',
})

const loadedFrom = async (checkpoints: CheckpointStore, name: string): Promise<Checkpoint | null> => {
  const found = checkpointFrom(await checkpoints.load(name))
  if (found === undefined) throw failureError(noCheckpoint)
  return found
}

const isSame = (one: Checkpoint | null, other: Checkpoint | null): boolean =>
  one?.position === other?.position && one?.eventId === other?.eventId

/** The progress of a subscription that begins after `after` when there is no checkpoint. */
export const progressOf = (
  name: string,
  checkpoints: CheckpointStore,
  after: SubscribeOptions['after'],
  catalogue: EventCatalogue,
): Progress => {
  let isKnown = false
  let handled: Checkpoint | null = null
  let saved: Checkpoint | null = null
  // Before the first event that this program does not know: a newer one is to have it.
  let barrier: { readonly before: Checkpoint | null; readonly heldBy: HeldBy } | null = null

  const hold = (recorded: readonly RecordedEvent[]): void => {
    const index = recorded.findIndex(({ type }) => !catalogue.knows(type))
    const unknown = recorded[index]
    if (unknown === undefined) return
    const before = recorded[index - 1]
    const { type, position } = unknown
    barrier = { before: before === undefined ? handled : markOfEvent(before), heldBy: { type, position } }
  }

  const save = async (): Promise<void> => {
    const due = barrier === null ? handled : barrier.before
    if (due === null || isSame(due, saved)) return
    await checkpoints.save(name, due)
    saved = due
  }

  const load = async (): Promise<void> => {
    const stored = await loadedFrom(checkpoints, name)
    handled = stored ?? checkpointFrom(after) ?? null
    saved = stored
  }

  return {
    start: async () => {
      if (isKnown) await save()
      else await load()
      isKnown = true
      return handled
    },
    look: load,
    handled: () => handled,
    heldBy: () => barrier?.heldBy ?? null,
    advance: (recorded) => {
      if (barrier === null) hold(recorded)
      const last = recorded.at(-1)
      if (last !== undefined) handled = markOfEvent(last)
    },
    save,
    forget: () => {
      isKnown = false
      barrier = null
    },
  }
}
