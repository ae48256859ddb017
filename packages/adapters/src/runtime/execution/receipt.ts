import {
  type Appended,
  categoryOf,
  Handover,
  idOfStream,
  type Mark,
  type Message,
  type Position,
  type RecordedEvent,
  type Rejection,
  type Revision,
  type StreamName,
} from '@clientele/domain'
import { copyOfJson } from '../../log/json.js'

type Place = {
  readonly id: string
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
}

/** An event and where it went; `id` is the event's. `data` is a copy. */
export type ReceiptEvent<E extends Message = Message> = E extends Message ? E & Place : never

/** A refused part of a bulk command: what it was about, and why. */
export type BulkFailure = Rejection & { readonly [fact: string]: unknown }

/** What came of a command, or would: its events, and in `failures` (of a bulk command only) the parts that were refused. */
export type ExecutionResult<E> = {
  readonly events: readonly E[]
  /**
   * The position of the last event, for `caughtUp` and `knownAt`; without events, where the views stand, which is `null`
   * as long as the log is empty.
   */
  readonly position: Position | null
  /** The id of the event at `position`: a receipt says to `caughtUp` and `events` where, and in which log. */
  readonly eventId: string | null
  readonly failures?: readonly BulkFailure[]
}

/** The ids of new things that a command made, by the field that holds them: `{ groupId: '…' }`. The first of each. */
export type NewIds = { readonly [field: string]: string }

// Ids of new things are the command's, with a number or a part behind it.
const isMadeBy = (commandId: string, id: unknown): id is string => {
  if (typeof id !== 'string' || !id.startsWith(commandId)) return false
  const next = id.charAt(commandId.length)
  return next === '' || next === '.' || next === '/'
}

const newIdsIn = (commandId: string, events: readonly ReceiptEvent[]): NewIds => {
  const ids: Record<string, string> = {}
  for (const { stream, data } of events) {
    const id = idOfStream(stream)
    if (isMadeBy(commandId, id)) ids[`${categoryOf(stream)}Id`] ??= id
    if (typeof data !== 'object' || data === null) continue
    for (const field of Object.keys(data)) {
      const value: unknown = Reflect.get(data, field)
      if (isMadeBy(commandId, value)) ids[field] ??= value
    }
  }
  return ids
}

/** What a command appended. `handover` counts what went over to a successor, and what did not and why, where an employee left. */
export type Executed<E extends Message = Message> = ExecutionResult<ReceiptEvent<E>> & { readonly handover?: Handover }

/**
 * What a command appended; an accepted command that changes nothing has no events. `commandId` is the one that was given,
 * or made: with it the command can be sent again. `ids` are those of new things that the command made.
 */
export type Receipt<E extends Message = Message> = Executed<E> & {
  /** The id of the command, given or made: with it the same command can be sent again. */
  readonly commandId: string
  /**
   * The ids of new things that the command made because it was given none, by field: `ids.groupId`. What was given an id
   * is not among them.
   */
  readonly ids: NewIds
}

/** The receipt of a command for what was executed, which nobody else has: it is completed in place. */
export const receiptOf = (executed: Executed, commandId: string): Receipt =>
  Object.assign(executed, { commandId, ids: newIdsIn(commandId, executed.events) })

const handoverIn = (events: readonly RecordedEvent[]): Handover | undefined => {
  for (const { type, data } of events)
    if (type === 'EmployeeDeactivated' && typeof data === 'object' && data !== null && 'handover' in data)
      if (Handover.is(data.handover)) return copyOfJson(data.handover)
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
