import { type Cancelled, decidePart, type Part, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { ExecutionContext } from '../execution/executor.js'
import { createPrescan, type PartedExecution, type Prescan, readCommon } from './prescan.js'

type Types = Either<StoreFailure | Cancelled, ReadonlySet<string>>

/** The event types of the first and last part, without those of members. */
const commonTypes = async (runtime: ExecutionContext, execution: PartedExecution, prescan: Prescan): Promise<Types> => {
  const common = await readCommon(runtime, execution)
  if (isLeft(common)) return common
  const { answers, members } = common.right
  const { parts, data, meta } = execution
  const counts = parts.sum(prescan.countsExcept(new Set()))
  const whole: Part = { isFirst: true, isLast: true, total: () => counts }
  const noMembers = Object.fromEntries(Object.keys(members).map((name) => [name, new Map()]))
  const { outcome } = decidePart(parts, whole, { ...answers, ...noMembers }, data, meta)
  const writes = isLeft(outcome) ? [] : outcome.right
  return right(new Set(writes.flatMap(({ events }) => events.map(({ type }) => type))))
}

/** Scans all members of a command and returns the types of all events that it would append. */
export const findEventTypes = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  signal: AbortSignal | undefined,
): Promise<Types> => {
  const prescan = createPrescan(runtime, execution)
  try {
    const looked = await prescan.complete(signal)
    if (isLeft(looked)) return looked
    const around = await commonTypes(runtime, execution, prescan)
    return isLeft(around) ? around : right(new Set([...prescan.eventTypes(), ...around.right]))
  } finally {
    prescan.close()
  }
}
