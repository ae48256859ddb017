import type { Views } from '@clientele/projections'
import { executeHistory, projected } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { viewNames as names, poolOf, questionsFor } from './questions.js'
import { runs } from './runs.js'

type View = (question: unknown) => unknown

const { log } = executeHistory([])
const projections = projected(log)
const asking = { viewer: 'e1', asOf: '2024-03-01' }

type Refusal = {
  readonly error: string
  readonly problems: readonly { readonly path: string; readonly expected: string }[]
}

/** Why a view refuses a question; `null` if it answers. Rethrows any other error. */
const refusalOf = (name: keyof Views, question: unknown): Refusal | null => {
  try {
    const answer = (projections.views[name] as unknown as View)(question) as { _tag?: string; left?: Refusal } | null
    return answer?._tag === 'Left' ? (answer.left ?? null) : null
  } catch (error) {
    if (error instanceof Error && 'refusal' in error) return error.refusal as Refusal
    throw error
  }
}

const good = (name: keyof Views): object => questionsFor(name, poolOf(projections.register), asking)[0] ?? asking

const pathsOf = (refusal: Refusal | null): readonly string[] =>
  refusal?.error === 'MalformedQuestion' ? refusal.problems.map(({ path }) => path) : []

describe('a question to any view', () => {
  test('with an unknown field is refused with the name of the field and the nearest known one', () => {
    for (const name of names) {
      expect(pathsOf(refusalOf(name, { ...good(name), shoeSize: 44 })), name).toEqual(['shoeSize'])
      const misspelt = refusalOf(name, { ...good(name), viewr: 'e1' })
      expect(misspelt?.problems, name).toEqual([
        { path: 'viewr', expected: 'no such field; did you mean viewer?', actual: 'a string' },
      ])
    }
  })

  test('with an invalid day, page or language is refused with the field', () => {
    for (const name of names) {
      for (const asOf of ['garbage', '2026-02-31', 5, null])
        expect(pathsOf(refusalOf(name, { ...good(name), asOf })), `${name} ${asOf}`).toContain('asOf')
      expect(pathsOf(refusalOf(name, { ...good(name), locale: 'xx' })), name).toContain('locale')
      if (refusalOf(name, { ...good(name), limit: 1 }) !== null) continue
      for (const limit of [-1, 0.5, '1', Number.NaN])
        expect(pathsOf(refusalOf(name, { ...good(name), limit })), `${name} ${limit}`).toEqual(['limit'])
    }
  })

  test('that is not an object is refused, and so is a missing one if parameters are required', () => {
    for (const name of names) {
      for (const question of [null, 'x', 5, []])
        expect(refusalOf(name, question)?.error, name).toBe('MalformedQuestion')
      const withoutAny = refusalOf(name, undefined)
      expect([null, 'MalformedQuestion'], name).toContain(withoutAny === null ? null : withoutAny.error)
    }
  })

  test.prop([fc.constantFrom(...names), fc.anything({ withBigInt: true, withDate: true, withMap: true })], runs(300))(
    'with any value is answered or refused, never throws',
    (name, question) => {
      expect(['string', 'object']).toContain(typeof (refusalOf(name, question)?.error ?? null))
    },
  )

  test.prop(
    [fc.constantFrom(...names), fc.string(), fc.anything({ withBigInt: true, withDate: true, withMap: true })],
    runs(600),
  )('with any value in any field is answered or refused, never throws', (name, other, value) => {
    for (const field of [...Object.keys(good(name)), 'filter', 'offset', 'groupIds', other]) {
      const refusal = refusalOf(name, { ...good(name), [field]: value })
      expect(refusal === null || typeof refusal.error === 'string').toBe(true)
    }
  })
})

test.prop([fc.constant(0)], { numRuns: 1 })('with a misspelt filter is refused instead of showing everybody', () => {
  for (const [name, filter, nearest] of [
    ['customerList', { status: ['x'] }, 'statuses'],
    ['responsibilityMatrix', { groupId: ['g'] }, 'groupIds'],
    ['assigneeList', { employee: 'e1' }, 'employeeId'],
  ] as const)
    expect(refusalOf(name, { ...good(name), filter })?.problems[0]?.expected).toBe(
      `no such field; did you mean ${nearest}?`,
    )
  expect(pathsOf(refusalOf('customerList', { filter: { groupIds: 'x' } }))).toEqual(['filter.groupIds'])
})
