import { readCommand } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const problemsOf = (type: string, data: unknown): unknown => {
  const read = readCommand({ type, data })
  return isLeft(read) ? read.left.problems : []
}

describe('the problems of a command', () => {
  test('are listed by path, each once, with the expected value', () => {
    expect(problemsOf('MoveCustomerToGroup', { customerId: 7, groupId: true })).toEqual([
      { path: 'customerId', expected: 'CustomerId', actual: '7' },
      { path: 'groupId', expected: 'GroupId | null', actual: 'true' },
    ])
  })
  test('have the path within a list', () => {
    expect(problemsOf('LinkContactToCompanies', { personId: 'pekka', customerIds: ['acme', null] })).toEqual([
      { path: 'customerIds.1', expected: 'CustomerId', actual: 'null' },
    ])
  })
  test('show a short text, the length of a long one, and nothing personal', () => {
    const of = (roleId: unknown) => problemsOf('RetireRole', { roleId })
    const date = (value: string) => problemsOf('SetMarketingBan', { personId: 'pekka', channel: 'email', date: value })
    for (const value of ['2024-02-30', 'tomorrow', '', 'x'.repeat(40)])
      expect(date(value)).toMatchObject([{ actual: JSON.stringify(value) }])
    for (const value of ['x'.repeat(41), 'liisa@acme.fi', 'Liisa Virtanen', '+358 40 123', '0401234567'])
      expect(date(value)).toMatchObject([{ actual: `a text of ${value.length} characters` }])
    expect(of([])).toMatchObject([{ actual: 'a list' }])
    expect(problemsOf('RegisterEmployee', { employeeId: 'anna', name: 42 })).toMatchObject([{ actual: 'a number' }])
  })
})
