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

/** The progress of a subscription and its checkpoint. */
export type Progress = {
  /** Where to continue; `null`: at the beginning. Loads the checkpoint at the first call, and again after `forget`. */
  start(): Promise<Checkpoint | null>
  /** The last handled event. */
  handled(): Checkpoint | null
  heldBy(): HeldBy | null
  /** Counts events as handled. */
  advance(recorded: readonly RecordedEvent[]): void
  /** Saves the checkpoint if it has changed. */
  save(): Promise<void>
  /** Loads the checkpoint of the process that holds the lease. */
  refresh(): Promise<void>
  /** Forgets the position, since another process may have continued from there. */
  forget(): void
}

const noCheckpoint: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'What was loaded is no checkpoint: it has a position and the id of an event, or null. Save one that has.',
})

const loadCheckpoint = async (checkpoints: CheckpointStore, name: string): Promise<Checkpoint | null> => {
  const found = checkpointFrom(await checkpoints.load(name))
  if (found === undefined) throw failureError(noCheckpoint)
  return found
}

const isSame = (one: Checkpoint | null, other: Checkpoint | null): boolean =>
  one?.position === other?.position && one?.eventId === other?.eventId

/** Creates the progress of a subscription; without a checkpoint it starts after `after`. */
export const createProgress = (
  name: string,
  checkpoints: CheckpointStore,
  after: SubscribeOptions['after'],
  catalogue: EventCatalogue,
): Progress => {
  let isKnown = false
  let handled: Checkpoint | null = null
  let saved: Checkpoint | null = null
  // Set at the first event of an unknown type: the checkpoint stays before it, so that a newer program gets the event.
  let barrier: { readonly before: Checkpoint | null; readonly heldBy: HeldBy } | null = null

  const noteUnknown = (recorded: readonly RecordedEvent[]): void => {
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
    const stored = await loadCheckpoint(checkpoints, name)
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
    refresh: load,
    handled: () => handled,
    heldBy: () => barrier?.heldBy ?? null,
    advance: (recorded) => {
      if (barrier === null) noteUnknown(recorded)
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
