import { describe, expect, test } from 'vitest'
import { coverageText, isOpen, policyRows, sources, valuesOf } from './sources/document.js'
import { byRow } from './sources/shown.js'

const numbered = (rows: readonly string[]): readonly string[] =>
  rows.map((row, index) => `${row.slice(0, 1)}${String(index + 1).padStart(2, '0')}`)

describe.each(sources)('$title', ({ rules, outside = {} }) => {
  const rows = Object.keys(rules)

  test('rules are numbered without gaps', () => expect(rows).toEqual(numbered(rows)))

  test('every rule is shown by a test, or has a reason why not', () => {
    expect(rows.filter((row) => !byRow.has(row) && outside[row] === undefined)).toEqual([])
  })

  test('no rule that a test shows is declared outside', () => {
    expect(Object.keys(outside).filter((row) => byRow.has(row) || rules[row] === undefined)).toEqual([])
  })
})

test('tests and scenarios name rules that exist', () => {
  const known = new Set(sources.flatMap(({ rules }) => Object.keys(rules)))
  expect([...byRow].filter(([row]) => !known.has(row))).toEqual([])
})

describe('policies', () => {
  test('every value is shown by a test', () => {
    expect(policyRows.filter(({ shown }) => shown.length === 0).map(({ name, value }) => `${name}: ${value}`)).toEqual(
      [],
    )
  })

  test('tests name existing values, and a non-default one for policies that take any value', () => {
    const wrong = policyRows.filter(({ policy, value }) => !isOpen(policy) && !valuesOf(policy).includes(value))
    expect(wrong.map(({ name, value }) => `${name}: ${value}`)).toEqual([])
    const open = [...new Set(policyRows.filter(({ policy }) => isOpen(policy)).map(({ name }) => name))]
    expect(open.filter((name) => policyRows.filter((row) => row.name === name).length < 2)).toEqual([])
  })
})

test('docs/coverage.md is up to date (run `npm run generate` after a change)', async () => {
  await expect(coverageText()).toMatchFileSnapshot('../docs/coverage.md')
})
