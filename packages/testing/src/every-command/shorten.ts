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
  let shortest = steps
  for (let from = 0; from < shortest.length; ) {
    const fewer = without(shortest, from, count)
    if (fewer.length > 0 && (await isBroken(fewer))) shortest = fewer
    else from += count
  }
  return shortest
}

/** Removes runs of steps, halving their length, until no single step can be removed. */
const fewestSteps = async (steps: readonly Step[], isBroken: IsBroken): Promise<readonly Step[]> => {
  let shortest = steps
  for (let count = Math.ceil(shortest.length / 2); count > 1; count = Math.ceil(count / 2))
    shortest = await withoutRuns(shortest, count, isBroken)
  let before: number
  do {
    before = shortest.length
    shortest = await withoutRuns(shortest, 1, isBroken)
  } while (shortest.length < before)
  return shortest
}

const withoutField = (step: Step, field: string): Step => {
  const { type, data } = step.command
  const rest = Object.entries(data ?? {}).filter(([name]) => name !== field)
  return { ...step, command: { type, data: Object.fromEntries(rest) } }
}

/** Lists simpler variants of a step: on the same day, by the host, with one field fewer. */
const simplerThan = (step: Step): readonly Step[] => [
  ...(step.daysLater === 0 ? [] : [{ ...step, daysLater: 0 }]),
  ...(step.by === 'host' ? [] : [{ ...step, by: 'host' }]),
  ...Object.keys(step.command.data ?? {}).map((field) => withoutField(step, field)),
]

const simplest = async (steps: readonly Step[], isBroken: IsBroken): Promise<readonly Step[]> => {
  let shortest = steps
  for (const index of steps.keys()) {
    for (const simpler of shortest[index] === undefined ? [] : simplerThan(shortest[index])) {
      const simplified = shortest.with(index, simpler)
      if (await isBroken(simplified)) shortest = simplified
    }
  }
  return shortest
}

/**
 * Shortens and simplifies steps that break a rule, so that they still break it. Stops after `timeLimit` milliseconds and
 * returns the best found so far.
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
  let shortest = steps
  for (let before: readonly Step[] = []; shortest !== before; ) {
    before = shortest
    shortest = await simplest(await fewestSteps(shortest, isBroken), isBroken)
  }
  return shortest
}
