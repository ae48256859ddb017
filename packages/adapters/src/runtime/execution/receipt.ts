import {
  type Appended,
  Handover,
  type Mark,
  type Position,
  type RecordedEvent,
  type Rejection,
  type Revision,
  type StreamName,
} from '@clientele/domain'
import { copyOfJson } from '../../log/json.js'
import { type NewIds, newIdsIn } from './new-ids.js'

/** An event and where it went; `id` is the event's. `data` is a copy. */
export type ReceiptEvent = {
  readonly id: string
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
  readonly type: string
  readonly data: unknown
}

/** A refused part of a bulk command: what it was about, and why. */
export type BulkFailure = Rejection & { readonly [fact: string]: unknown }

/** What came of a command, or would: its events, and in `failures` (of a bulk command only) the parts that were refused. */
export type ExecutionResult<E> = {
  readonly events: readonly E[]
  /** The position of the last event, or where the views stand when there is none. */
  readonly position: Position | null
  /** The id of the event at `position`: a receipt says to `caughtUp` and `events` where, and in which log. */
  readonly eventId: string | null
  readonly failures?: readonly BulkFailure[]
}

/** What a command appended. `handover` counts what went over to a successor, and what did not and why, where an employee left. */
export type Executed = ExecutionResult<ReceiptEvent> & { readonly handover?: Handover }

/**
 * What a command appended; an accepted command that changes nothing has no events. `commandId` is the one that was given,
 * or made: with it the command can be sent again. `ids` are those of new things that the command made.
 */
export type Receipt = Executed & { readonly commandId: string; readonly ids: NewIds }

/** The receipt of a command for what was executed. */
export const receiptOf = (executed: Executed, commandId: string): Receipt => ({
  ...executed,
  commandId,
  ids: newIdsIn(commandId, executed.events),
})

const handoverIn = (events: readonly RecordedEvent[]): Handover | undefined => {
  for (const { type, data } of events)
    if (type === 'EmployeeDeactivated' && typeof data === 'object' && data !== null && 'handover' in data)
      if (Handover.is(data.handover)) return data.handover
  return undefined
}

/** A mark beside what is told of a command. */
export const standing = (mark: Mark | null): Pick<ExecutionResult<never>, 'position' | 'eventId'> => ({
  position: mark?.position ?? null,
  eventId: mark?.eventId ?? null,
})

/** What was executed, by what was appended. */
export const executedBy = (appended: Appended | null, seen: Mark | null): Executed => {
  if (appended === null) return { events: [], ...standing(seen) }
  const events = appended.events.map(({ id, stream, revision, position, type, data }) => ({
    id,
    stream,
    revision,
    position,
    type,
    data: copyOfJson(data),
  }))
  const last = appended.events.at(-1)
  const handover = handoverIn(appended.events)
  const receipt = { events, position: last?.position ?? null, eventId: last?.id ?? null }
  return handover === undefined ? receipt : { ...receipt, handover }
}

/** A receipt that grows with every part of a command. */
export type GrowingReceipt = {
  add(appended: Appended): void
  soFar(): Executed
}

/** The receipt of a command that has appended nothing yet; `seen` is where the views stand. */
export const createReceipt = (seen: Mark | null): GrowingReceipt => {
  const events: ReceiptEvent[] = []
  let last: Omit<Executed, 'events'> = standing(seen)
  return {
    add: (appended) => {
      const { events: own, ...rest } = executedBy(appended, null)
      for (const event of own) events.push(event)
      last = { ...last, ...rest }
    },
    soFar: () => ({ ...last, events }),
  }
}
