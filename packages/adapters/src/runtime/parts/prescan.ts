import {
  type Cancelled,
  type Members,
  membersAmong,
  type Parts,
  type StoreFailure,
  type StreamName,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { createPacing, type Pacing } from '../../timing/pacing.js'
import type { CommandExecution, ExecutionContext } from '../execution/executor.js'
import { readAll, readStates } from '../execution/reads.js'
import { createTally, type Tally } from './tally.js'

/** An execution whose decision can be split into parts. */
export type PartedExecution = CommandExecution & { readonly parts: Parts }

type Failed = StoreFailure | Cancelled

/** Tracks the streams (members) that a command in parts changes. */
export type Prescan = {
  /** The number of scanned members that need a change. */
  left(): number
  /** Takes some of them, the last scanned first: their states are still cached. */
  take(most: number): ReadonlySet<StreamName>
  /** Whether all members are scanned and none has changed since. */
  isComplete(): boolean
  /** Scans all members that are not scanned; yields to the event loop now and then. */
  complete(signal: AbortSignal | undefined): Promise<Either<Failed, void>>
  /**
   * Scans the members that changed since. Does nothing if the common states have changed: then `complete` starts over.
   */
  scanChanged(signal: AbortSignal | undefined): Promise<Either<Failed, void>>
  /** The counts of all members except some. */
  countsExcept(streams: ReadonlySet<StreamName>): readonly unknown[]
  /** The event types of the scanned members. */
  eventTypes(): ReadonlySet<string>
  /** Marks taken streams to be scanned again. */
  rescan(streams: Iterable<StreamName>): void
  close(): void
}

type Known = { readonly answers: object; readonly members: { readonly [name: string]: Members } }

/** Prepares the lookup indexes; yields to the event loop now and then. */
export const prepareIndexes = async (runtime: ExecutionContext): Promise<void> => {
  const pacing = createPacing()
  for (const _ of runtime.prepareFinding()) {
    const rest = pacing()
    if (rest !== null) await rest
  }
}

/** Whether lookups find more than `most` streams. */
export const findsMore = ({ find }: ExecutionContext, members: Known['members'], most: number): boolean => {
  const found = new Set<StreamName>()
  for (const { found: lookup, isMeant } of Object.values(members))
    for (const stream of find(lookup)) {
      if (isMeant?.(stream) !== false) found.add(stream)
      if (found.size > most) return true
    }
  return false
}

/** Reads the states common to all members, and the lookups that find the members. */
export const readCommon = async (
  runtime: ExecutionContext,
  { decision, data, meta, parts }: PartedExecution,
): Promise<Either<StoreFailure, Known & { readonly streams: Iterable<StreamName> }>> => {
  const read = await readAll({ decision: { ...decision, steps: parts.steps }, data, meta }, runtime)
  if (isLeft(read)) return read
  const { answers, streams } = read.right
  return right({ answers, members: parts.members(data, meta, answers), streams: streams.keys() })
}

/** The state of a scan. */
type PrescanState = {
  readonly runtime: ExecutionContext
  readonly execution: PartedExecution
  /** Members to scan: new ones, and those that have changed. */
  readonly waiting: Set<StreamName>
  /** Members that need a change, and the order in which they were scanned. */
  readonly todo: Set<StreamName>
  readonly scanOrder: StreamName[]
  readonly tally: Tally
  readonly pacing: Pacing
  /** The event types of the scanned members. */
  readonly types: Set<string>
  known: Known | null
  /** Whether the common states have changed: then all results are invalid. */
  isOutdated: boolean
  unwatch: () => void
}

const watch = (
  scan: PrescanState,
  found: ReadonlySet<StreamName>,
  common: ReadonlySet<StreamName>,
  { members }: Known,
): void => {
  const { runtime, execution, waiting } = scan
  scan.unwatch()
  scan.unwatch = runtime.arrivals.watch(
    Object.values(members).map((one) => one.found),
    (event, isFound) => {
      if (isFound || found.has(event.stream)) waiting.add(event.stream)
      // The command's own events do not invalidate the scan.
      else if (common.has(event.stream) && event.metadata.causationId !== execution.meta.causationId)
        scan.isOutdated = true
    },
  )
}

const findMembers = async (scan: PrescanState): Promise<Either<StoreFailure, Known>> => {
  const { runtime, waiting, todo, tally, scanOrder, pacing } = scan
  scan.isOutdated = false
  const common = await readCommon(runtime, scan.execution)
  if (isLeft(common)) return common
  const found = new Set<StreamName>()
  for (const before of [todo, waiting, tally, scan.types]) before.clear()
  scanOrder.length = 0
  watch(scan, found, new Set(common.right.streams), common.right)
  for (const { found: lookup, isMeant } of Object.values(common.right.members)) {
    // A lookup may take long. The register changes while others run; new members are noticed by `watch`.
    await yieldToEventLoop()
    for (const stream of runtime.find(lookup)) {
      if (isMeant?.(stream) !== false) waiting.add(stream)
      found.add(stream)
      const rest = pacing()
      if (rest !== null) await rest
    }
  }
  return common
}

const scanMember = async (
  { runtime, execution, todo, scanOrder, tally, types }: PrescanState,
  stream: StreamName,
  { answers, members }: Known,
): Promise<StoreFailure | null> => {
  const { parts, data, meta } = execution
  const states = await readStates(runtime.states, membersAmong(members, [stream]))
  if (isLeft(states)) return states.left
  const { count, writes } = parts.change({ ...answers, ...states.right }, data, meta)
  tally.set(stream, count)
  for (const { events } of writes) for (const { type } of events) types.add(type)
  if (writes.some(({ events }) => events.length > 0)) {
    todo.add(stream)
    scanOrder.push(stream)
  } else todo.delete(stream)
  return null
}

type Signal = AbortSignal | undefined

const scanWaiting = async (scan: PrescanState, by: Known, signal: Signal): Promise<Either<Failed, void>> => {
  const { waiting, pacing } = scan
  for (const stream of waiting) {
    waiting.delete(stream)
    const failure = await scanMember(scan, stream, by)
    if (failure !== null) return left(failure)
    const rest = pacing()
    if (rest !== null) await rest
    if (signal?.aborted === true) return left({ error: 'Cancelled' })
    if (scan.isOutdated) break
  }
  return right(undefined)
}

const complete = async (scan: PrescanState, signal: Signal): Promise<Either<Failed, void>> => {
  while (scan.known === null || scan.isOutdated || scan.waiting.size > 0) {
    if (scan.known === null || scan.isOutdated) {
      const found = await findMembers(scan)
      if (isLeft(found)) return found
      scan.known = found.right
    }
    const looked = await scanWaiting(scan, scan.known, signal)
    if (isLeft(looked)) return looked
  }
  return right(undefined)
}

const take = ({ todo, scanOrder }: PrescanState, most: number): ReadonlySet<StreamName> => {
  const taken = new Set<StreamName>()
  while (taken.size < most && scanOrder.length > 0) {
    const stream = scanOrder.pop()
    if (stream !== undefined && todo.has(stream)) taken.add(stream)
  }
  return taken
}

const rescanStreams = ({ todo, tally, waiting }: PrescanState, streams: Iterable<StreamName>): void => {
  for (const stream of streams) {
    todo.delete(stream)
    tally.remove(stream)
    waiting.add(stream)
  }
}

/** Creates a scan of an execution's members that follows their changes until it is closed. */
export const createPrescan = (runtime: ExecutionContext, execution: PartedExecution): Prescan => {
  const scan: PrescanState = {
    runtime,
    execution,
    waiting: new Set(),
    todo: new Set(),
    scanOrder: [],
    tally: createTally((counts) => execution.parts.sum(counts)),
    types: new Set(),
    pacing: createPacing(),
    known: null,
    isOutdated: false,
    unwatch: () => {},
  }
  return {
    left: () => scan.todo.size,
    take: (most) => take(scan, most),
    isComplete: () => scan.known !== null && !scan.isOutdated && scan.waiting.size === 0,
    complete: (signal) => complete(scan, signal),
    scanChanged: async (signal) =>
      scan.known === null || scan.isOutdated ? right(undefined) : scanWaiting(scan, scan.known, signal),
    countsExcept: scan.tally.countsExcept,
    eventTypes: () => scan.types,
    rescan: (streams) => rescanStreams(scan, streams),
    close: () => scan.unwatch(),
  }
}
