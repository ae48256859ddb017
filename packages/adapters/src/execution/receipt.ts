import {
  type Appended,
  Handover,
  type Position,
  type RecordedEvent,
  type Rejection,
  type Revision,
  type StreamName,
} from '@clientele/domain'

/** Where an event went. */
export type ReceiptEvent = {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
  readonly type: string
}

/** A refused part of a bulk command: what it was about, and why. */
export type BulkFailure = Rejection & { readonly [fact: string]: unknown }

/** What came of a command, or would: its events, and in `failures` (of a bulk command only) the parts that were refused. */
export type Told<E> = {
  readonly events: readonly E[]
  /** The position of the last event, or where the views stand when there is none. */
  readonly position: Position | null
  readonly failures?: readonly BulkFailure[]
}

/**
 * What a command appended; an accepted command that changes nothing has no events. `handover` counts what went over to a
 * successor, and what did not and why, where an employee left.
 */
export type Receipt = Told<ReceiptEvent> & { readonly handover?: Handover }

const handoverIn = (events: readonly RecordedEvent[]): Handover | undefined => {
  for (const { type, data } of events)
    if (type === 'EmployeeDeactivated' && typeof data === 'object' && data !== null && 'handover' in data)
      if (Handover.is(data.handover)) return data.handover
  return undefined
}

/** The receipt for what was appended. */
export const receiptOf = (appended: Appended | null, seen: Position | null): Receipt => {
  if (appended === null) return { events: [], position: seen }
  const events = appended.events.map(({ stream, revision, position, type }) => ({ stream, revision, position, type }))
  const handover = handoverIn(appended.events)
  const receipt = { events, position: events.at(-1)?.position ?? seen }
  return handover === undefined ? receipt : { ...receipt, handover }
}

/** A receipt that grows with every part of a command. */
export type GrowingReceipt = {
  add(appended: Appended): void
  soFar(): Receipt
}

/** The receipt of a command that has appended nothing yet; `seen` is where the views stand. */
export const createReceipt = (seen: Position | null): GrowingReceipt => {
  const events: ReceiptEvent[] = []
  let last: Omit<Receipt, 'events'> = { position: seen }
  return {
    add: (appended) => {
      const { events: own, ...rest } = receiptOf(appended, last.position)
      for (const event of own) events.push(event)
      last = { ...last, ...rest }
    },
    soFar: () => ({ ...last, events }),
  }
}
