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

type EventPlace = {
  readonly id: string
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
}

/** An event, and its stream, revision and position; `id` is the event's id. `data` is a copy. */
export type ReceiptEvent<E extends Message = Message> = E extends Message ? E & EventPlace : never

/** A refused part of a bulk command: its subject and the rejection. */
export type BulkFailure = Rejection & { readonly [fact: string]: unknown }

/** The result of a command or a preview: its events, and in `failures` (only of a bulk command) the refused parts. */
export type ExecutionResult<E> = {
  readonly events: readonly E[]
  /**
   * The position of the last event, for `caughtUp` and `knownAt`; without events, the position of the views, which is
   * `null` while the log is empty.
   */
  readonly position: Position | null
  /** The id of the event at `position`: with it `caughtUp` and `events` recognize the log. */
  readonly eventId: string | null
  readonly failures?: readonly BulkFailure[]
}

/** The ids of new things that a command created, by field: `{ groupId: '…' }`. The first one for each field. */
export type NewIds = { readonly [field: string]: string }

// The id of a new thing is the command id, with a number or a part appended.
const isNewIdOf = (commandId: string, id: unknown): id is string => {
  if (typeof id !== 'string' || !id.startsWith(commandId)) return false
  const next = id.charAt(commandId.length)
  return next === '' || next === '.' || next === '/'
}

const newIdsIn = (commandId: string, events: readonly ReceiptEvent[]): NewIds => {
  const ids: Record<string, string> = {}
  for (const { stream, data } of events) {
    const id = idOfStream(stream)
    if (isNewIdOf(commandId, id)) ids[`${categoryOf(stream)}Id`] ??= id
    if (typeof data !== 'object' || data === null) continue
    for (const field of Object.keys(data)) {
      const value: unknown = Reflect.get(data, field)
      if (isNewIdOf(commandId, value)) ids[field] ??= value
    }
  }
  return ids
}

/** What a command appended. If an employee left, `handover` counts what was handed over, and what was not and why. */
export type Executed<E extends Message = Message> = ExecutionResult<ReceiptEvent<E>> & { readonly handover?: Handover }

/**
 * What a command appended; an accepted command that changes nothing has no events. `commandId` is the given or
 * generated id: with it the command can be sent again. `ids` are the ids of new things that the command created.
 */
export type Receipt<E extends Message = Message> = Executed<E> & {
  /** The id of the command, given or generated: with it the same command can be sent again. */
  readonly commandId: string
  /**
   * The ids that the command generated for new things, by field: `ids.groupId`. Ids that the caller gave are not
   * included.
   */
  readonly ids: NewIds
}

/** Completes what was executed to a receipt, in place: the caller passes an object that no other code has. */
export const receiptOf = (executed: Executed, commandId: string): Receipt =>
  Object.assign(executed, { commandId, ids: newIdsIn(commandId, executed.events) })

const handoverIn = (events: readonly RecordedEvent[]): Handover | undefined => {
  for (const { type, data } of events)
    if (type === 'EmployeeDeactivated' && typeof data === 'object' && data !== null && 'handover' in data)
      if (Handover.is(data.handover)) return copyOfJson(data.handover)
  return undefined
}

/** The fields `position` and `eventId` of a mark. */
export const markFields = (mark: Mark | null): Pick<ExecutionResult<never>, 'position' | 'eventId'> => ({
  position: mark?.position ?? null,
  eventId: mark?.eventId ?? null,
})

/** Converts what was appended to a result. */
export const toExecuted = (appended: Appended | null, seen: Mark | null): Executed => {
  if (appended === null) return { events: [], ...markFields(seen) }
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

/** A receipt that collects the parts of a command. */
export type GrowingReceipt = {
  add(appended: Appended): void
  soFar(): Executed
}

/** Creates an empty receipt; `seen` is the mark of the views. */
export const createReceipt = (seen: Mark | null): GrowingReceipt => {
  const events: ReceiptEvent[] = []
  let last: Omit<Executed, 'events'> = markFields(seen)
  return {
    add: (appended) => {
      const { events: own, ...rest } = toExecuted(appended, null)
      for (const event of own) events.push(event)
      last = { ...last, ...rest }
    },
    soFar: () => ({ ...last, events }),
  }
}
