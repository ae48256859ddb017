import type { Step } from '../histories/index.js'
import type { ModelOptions } from '../model/index.js'
import type { Rule } from './rule.js'
import { tryAtEnd } from './trying.js'

type IsBroken = (steps: readonly Step[]) => Promise<boolean>

const without = (steps: readonly Step[], from: number, count: number): readonly Step[] => [
  ...steps.slice(0, from),
  ...steps.slice(from + count),
]

const withoutRuns = async (steps: readonly Step[], count: number, isBroken: IsBroken): Promise<readonly Step[]> => {
  let kept = steps
  for (let from = 0; from < kept.length; ) {
    const fewer = without(kept, from, count)
    if (fewer.length > 0 && (await isBroken(fewer))) kept = fewer
    else from += count
  }
  return kept
}

/** Leaves out runs of steps, halving their length, until every single step is needed. */
const fewestSteps = async (steps: readonly Step[], isBroken: IsBroken): Promise<readonly Step[]> => {
  let kept = steps
  for (let count = Math.ceil(kept.length / 2); count > 1; count = Math.ceil(count / 2))
    kept = await withoutRuns(kept, count, isBroken)
  let before: number
  do {
    before = kept.length
    kept = await withoutRuns(kept, 1, isBroken)
  } while (kept.length < before)
  return kept
}

const withoutField = (step: Step, field: string): Step => {
  const { type, data } = step.command
  const rest = Object.entries(data ?? {}).filter(([name]) => name !== field)
  return { ...step, command: { type, data: Object.fromEntries(rest) } }
}

/** Simpler steps that may do the same: on the same day, by the host, with one field fewer. */
const simplerThan = (step: Step): readonly Step[] => [
  ...(step.daysLater === 0 ? [] : [{ ...step, daysLater: 0 }]),
  ...(step.by === 'host' ? [] : [{ ...step, by: 'host' }]),
  ...Object.keys(step.command.data ?? {}).map((field) => withoutField(step, field)),
]

const simplest = async (steps: readonly Step[], isBroken: IsBroken): Promise<readonly Step[]> => {
  let kept = steps
  for (const index of steps.keys()) {
    for (const simpler of kept[index] === undefined ? [] : simplerThan(kept[index])) {
      const simplified = kept.with(index, simpler)
      if (await isBroken(simplified)) kept = simplified
    }
  }
  return kept
}

/**
 * Returns the shortest and simplest steps found that break a rule, of steps that do. Stops early after a time in
 * milliseconds, with what it has found until then.
 */
export const shorten = async (
  rule: Rule,
  steps: readonly Step[],
  options: ModelOptions,
  timeLimit: number,
): Promise<readonly Step[]> => {
  const end = performance.now() + timeLimit
  const isBroken: IsBroken = async (fewer) =>
    performance.now() < end && (await tryAtEnd(rule, fewer, options)).broken !== null
  let kept = steps
  for (let before: readonly Step[] = []; kept !== before; ) {
    before = kept
    kept = await simplest(await fewestSteps(kept, isBroken), isBroken)
  }
  return kept
}
