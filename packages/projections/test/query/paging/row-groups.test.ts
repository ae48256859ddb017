import { describe, expect, test } from 'vitest'
import { memoize, memoizeUntilChange } from '../../../src/query/memoize.js'
import { paginate } from '../../../src/query/paging/paginate.js'
import { pageOfGroups } from '../../../src/query/paging/row-groups.js'
import { acme, logOf } from '../../log.js'
import { createRegister } from '../../source.js'

const groups = [['a', 'b'], [], ['c'], ['d', 'e', 'f'], ['g']]
const all = groups.flat()

/** A page of the groups, with the counted and the created rows. */
const pageWith = (asked: { readonly offset?: number; readonly limit?: number }) => {
  const [counted, built]: [string[], string[]] = [[], []]
  const rows = pageOfGroups(
    {
      groups,
      lengthOf: (group) => {
        counted.push(group.join(''))
        return group.length
      },
      rowsOf: (group) => {
        built.push(group.join(''))
        return group
      },
    },
    asked,
  )
  return { rows: [...rows], counted, built }
}

describe('a page of rows in groups', () => {
  test('is the same as the page of all rows', () => {
    expect(pageWith({}).rows).toEqual(all)
    for (let offset = 0; offset <= all.length + 1; offset += 1) {
      expect(pageWith({ offset }).rows).toEqual(all.slice(offset))
      for (let limit = 0; limit <= all.length + 1; limit += 1)
        expect(pageWith({ offset, limit }).rows).toEqual(all.slice(offset, offset + limit))
    }
  })
  test('counts the groups before it, builds those it needs, and reads none after it', () => {
    expect(pageWith({ offset: 3, limit: 2 })).toEqual({ rows: ['d', 'e'], counted: ['ab', '', 'c'], built: ['def'] })
    expect(pageWith({ offset: 4, limit: 3 })).toEqual({
      rows: ['e', 'f', 'g'],
      counted: ['ab', '', 'c', 'def'],
      built: ['def', 'g'],
    })
    expect(pageWith({ limit: 2 })).toEqual({ rows: ['a', 'b'], counted: [], built: ['ab'] })
    expect(pageWith({ offset: 1, limit: 2 })).toEqual({ rows: ['b', 'c'], counted: ['ab'], built: ['ab', '', 'c'] })
    expect(pageWith({ offset: 3, limit: 0 })).toEqual({ rows: [], counted: [], built: [] })
    expect(pageWith({ limit: -1 })).toEqual({ rows: [], counted: [], built: [] })
  })
})

describe('a page of rows', () => {
  test('is a part of them, and later rows are not built', () => {
    let built = 0
    const rows = function* () {
      for (const row of all) {
        built += 1
        yield row
      }
    }
    expect([...paginate(rows(), { offset: 1, limit: 2 })]).toEqual(['b', 'c'])
    expect(built).toBe(3)
    expect([...paginate(rows(), { limit: 0 })]).toEqual([])
    expect(built).toBe(3)
    for (let offset = 0; offset <= all.length + 1; offset += 1) {
      expect([...paginate(all, { offset })]).toEqual(all.slice(offset))
      for (const limit of [0, 1, 3, 9])
        expect([...paginate(all, { offset, limit })]).toEqual(all.slice(offset, offset + limit))
    }
  })
})

describe('an answer', () => {
  test('is cached until the next event, by question', () => {
    const register = createRegister()
    const known = memoizeUntilChange<number>()
    let built = 0
    const ask = (question: string): number =>
      known(register, question, () => {
        built += 1
        return built
      })
    expect([ask('a'), ask('b'), ask('a'), ask('b')]).toEqual([1, 2, 1, 2])
    register.applyAll(logOf(acme))
    expect([ask('a'), ask('a')]).toEqual([3, 3])
    register.fill({ position: register.position, lastRecorded: register.lastRecorded, tables: new Map() })
    expect([ask('a'), ask('a')]).toEqual([4, 4])
    const other = createRegister()
    expect(known(other, 'a', () => 99)).toBe(99)
    expect(ask('a')).toBe(4)
  })
  test('is evicted after very many questions', () => {
    const register = createRegister()
    const known = memoizeUntilChange<number>()
    let built = 0
    const ask = (question: number): number => known(register, String(question), () => (built += 1))
    for (let question = 0; question < 500; question += 1) ask(question)
    expect(built).toBe(500)
    ask(500)
    ask(0)
    expect(built).toBe(502)
  })
  test('is looked up once', () => {
    const keys: string[] = []
    const lookUp = memoize((key) => {
      keys.push(key)
      return `${key}!`
    })
    expect([lookUp('a'), lookUp('b'), lookUp('a')]).toEqual(['a!', 'b!', 'a!'])
    expect(keys).toEqual(['a', 'b'])
  })
})
