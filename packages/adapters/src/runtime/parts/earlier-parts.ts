import {
  type Appended,
  isClosing,
  membersAmong,
  type Parts,
  partId,
  type Revision,
  type StoreFailure,
  type StreamName,
} from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { createPacing } from '../../timing/pacing.js'
import type { ExecutionContext } from '../execution/executor.js'
import { createReceipt, type GrowingReceipt } from '../execution/receipt.js'
import { type CommandIdReused, checkNotReused } from '../execution/retry.js'
import { foldStream } from '../execution/states.js'
import { type PartedExecution, readCommon } from './prescan.js'

/** The revision of a part's first event in each of its streams. */
type StartRevisions = ReadonlyMap<StreamName, Revision>

/** What a command in parts has appended already. */
export type EarlierParts = {
  readonly parts: readonly StartRevisions[]
  readonly receipt: GrowingReceipt
  /** Whether the command is finished. */
  readonly isClosed: boolean
  /** The time of the first part, which all parts use. */
  readonly at: string
}

/** The id of the n-th part; the first has the command's id, so that another command cannot use it. */
export const idOfPart = (commandId: string, number: number): string =>
  number === 0 ? commandId : partId(commandId, number)

/** Whether what a command appended is the first of several parts and not the last one. */
export const isUnfinished = (parts: Parts, { events }: Appended): boolean => {
  const { causationId, commandId } = events[0].metadata
  return causationId === commandId && !events.some((event) => isClosing(parts, event))
}

const startRevisionsIn = ({ events }: Appended): StartRevisions => {
  const begun = new Map<StreamName, Revision>()
  for (const { stream, revision } of events) if (!begun.has(stream)) begun.set(stream, revision)
  return begun
}

type Found = Either<StoreFailure | CommandIdReused, EarlierParts | null>

/** The parts that the command has already appended under its id; `null` if there are none. */
export const findEarlierParts = async (
  { store }: ExecutionContext,
  { meta, parts }: PartedExecution,
): Promise<Found> => {
  const starts: StartRevisions[] = []
  const receipt = createReceipt(null)
  let isClosed = false
  let at = ''
  for (let number = 0; !isClosed; number += 1) {
    const appended = await store.appendedBy(idOfPart(meta.commandId, number))()
    if (isLeft(appended)) return appended
    if (appended.right === null) break
    const own = checkNotReused(meta, appended.right)
    if (isLeft(own)) return own
    starts.push(startRevisionsIn(own.right))
    receipt.add(own.right)
    isClosed = number === 0 ? !isUnfinished(parts, own.right) : own.right.events.some((one) => isClosing(parts, one))
    at = number === 0 ? own.right.events[0].metadata.at : at
  }
  return right(starts.length === 0 ? null : { parts: starts, receipt, isClosed, at })
}

/** Recounts the counts of earlier parts from the states that their members had before. */
export const recount = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  { parts: earlier }: EarlierParts,
): Promise<Either<StoreFailure, unknown>> => {
  const common = await readCommon(runtime, execution)
  if (isLeft(common)) return common
  const { answers, members } = common.right
  const counts: unknown[] = []
  const pacing = createPacing()
  for (const begun of earlier)
    for (const [stream, revision] of begun) {
      const states: Record<string, ReadonlyMap<StreamName, unknown>> = {}
      for (const [name, [member]] of Object.entries(membersAmong(members, [stream]))) {
        const folded = member === undefined ? null : await foldStream(runtime.store, member, { maxCount: revision })
        if (folded !== null && isLeft(folded)) return folded
        states[name] = new Map(folded === null ? [] : [[stream, folded.right.state]])
      }
      counts.push(execution.parts.change({ ...answers, ...states }, execution.data, execution.meta).count)
      const rest = pacing()
      if (rest !== null) await rest
    }
  return right(execution.parts.sum(counts))
}
