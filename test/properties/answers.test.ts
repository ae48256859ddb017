import type { Projections } from '@clientele/projections'
import { executeHistory, projected, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { type Asked, answerTo, questionsAbout, written } from './questions.js'
import { runs } from './runs.js'

const answersOf = (projections: Projections, all: readonly Asked[]): readonly string[] =>
  all.map((one) => `${one.name} ${JSON.stringify(one.params)} ${written(answerTo(projections, one))}`)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Changes everything in a value that can be changed, innermost first. */
const mutateDeep = (value: unknown, seen = new Set<unknown>()): void => {
  if (!isObject(value) || seen.has(value)) return
  seen.add(value)
  if (Symbol.iterator in value) for (const one of value as Iterable<unknown>) mutateDeep(one, seen)
  for (const key of Reflect.ownKeys(value)) {
    mutateDeep(Reflect.get(value, key), seen)
    if (key !== 'length') Reflect.set(value, key, 'spoilt')
  }
  if (Array.isArray(value) && Object.isExtensible(value)) value.push('spoilt')
  if (value instanceof Map || value instanceof Set) value.clear()
  Reflect.set(value, 'more', 'spoilt')
}

describe('the answer of a view', () => {
  test.prop([steps(undefined, { maxLength: 60 })], runs(6))(
    'may be modified by the caller without changing another answer, of this register or another',
    (history) => {
      const { log } = executeHistory(history)
      const projections = projected(log)
      const all = questionsAbout(projections)
      const before = answersOf(projections, all)
      for (const one of all) mutateDeep(answerTo(projections, one))
      expect(answersOf(projections, all)).toEqual(before)
      expect(answersOf(projected(log), all)).toEqual(before)
    },
  )

  test.prop([fc.constant(0)], { numRuns: 1 })('is really modified by this test where possible', () => {
    const answer = { rows: [{ name: 'Acme', groups: ['g'] }], kept: Object.freeze(['a']), seen: new Set(['a']) }
    mutateDeep(answer)
    expect(JSON.stringify({ ...answer, seen: [...answer.seen] })).not.toContain('Acme')
  })
})
