import { beginning, commandTypes, type ExecutedCommand, executeHistory, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const isAccepted = ({ answer, before, after }: ExecutedCommand): boolean =>
  answer.refusals.length === 0 && after > before

const sampled = (): readonly ExecutedCommand[] =>
  fc
    .sample(steps(undefined, { minLength: 40, maxLength: 120 }), { numRuns: 600, seed: 7 })
    .flatMap((history) => executeHistory(history).commands.slice(beginning.length))

describe('generated steps', () => {
  test('start with commands that are all accepted', () => {
    expect(executeHistory([]).commands.filter((one) => !isAccepted(one))).toEqual([])
  })

  test('include every command type, and enough of them are accepted', () => {
    const commands = sampled()
    const accepted = commands.filter(isAccepted)
    const never = commandTypes.filter((type) => !accepted.some(({ command }) => command.type === type))
    expect(never, 'command types that were never accepted').toEqual([])
    expect(accepted.length / commands.length).toBeGreaterThan(0.3)
  })

  test.prop([steps()], runs(50))('are the same for the same seed', (history) => {
    expect(executeHistory(history).log).toEqual(executeHistory(history).log)
  })
})
