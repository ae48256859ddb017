import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { beginning, commandTypes, histories } from './commands.js'
import { runs } from './runs.js'
import { type Chapter, toldOnTheDomainAlone } from './story.js'

const isAccepted = ({ answer, before, after }: Chapter): boolean => answer.refusals.length === 0 && after > before

const sampled = (): readonly Chapter[] =>
  fc
    .sample(histories(undefined, { minLength: 40, maxLength: 120 }), { numRuns: 600, seed: 7 })
    .flatMap((history) => toldOnTheDomainAlone(history).chapters.slice(beginning.length))

describe('generated histories', () => {
  test('begin with commands that are all accepted', () => {
    expect(toldOnTheDomainAlone([]).chapters.filter((one) => !isAccepted(one))).toEqual([])
  })

  test('reach every command type and are accepted often enough to matter', () => {
    const chapters = sampled()
    const accepted = chapters.filter(isAccepted)
    const never = commandTypes.filter((type) => !accepted.some(({ command }) => command.type === type))
    expect(never, 'command types that were never accepted').toEqual([])
    expect(accepted.length / chapters.length).toBeGreaterThan(0.3)
  })

  test.prop([histories()], runs(50))('tell the same story twice', (history) => {
    expect(toldOnTheDomainAlone(history).log).toEqual(toldOnTheDomainAlone(history).log)
  })
})
