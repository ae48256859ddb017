import { type Cancelled, decidePart, type Part, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { ExecutionContext } from '../execution/executor.js'
import { createSurvey, type PartedExecution, readCommon, type Survey } from './prescan.js'

type Types = Either<StoreFailure | Cancelled, ReadonlySet<string>>

/** The types of the events of the first and last part besides those of members. */
const typesAround = async (runtime: ExecutionContext, execution: PartedExecution, survey: Survey): Promise<Types> => {
  const common = await readCommon(runtime, execution)
  if (isLeft(common)) return common
  const { answers, members } = common.right
  const { parts, data, meta } = execution
  const counts = parts.sum(survey.countsBut(new Set()))
  const whole: Part = { isFirst: true, isLast: true, total: () => counts }
  const noMembers = Object.fromEntries(Object.keys(members).map((name) => [name, new Map()]))
  const { outcome } = decidePart(parts, whole, { ...answers, ...noMembers }, data, meta)
  const writes = isLeft(outcome) ? [] : outcome.right
  return right(new Set(writes.flatMap(({ events }) => events.map(({ type }) => type))))
}

/** Looks at all members of a command and answers with the types of the events that it would append as a whole. */
export const eventTypesOf = async (
  runtime: ExecutionContext,
  execution: PartedExecution,
  signal: AbortSignal | undefined,
): Promise<Types> => {
  const survey = createSurvey(runtime, execution)
  try {
    const looked = await survey.complete(signal)
    if (isLeft(looked)) return looked
    const around = await typesAround(runtime, execution, survey)
    return isLeft(around) ? around : right(new Set([...survey.eventTypes(), ...around.right]))
  } finally {
    survey.close()
  }
}
