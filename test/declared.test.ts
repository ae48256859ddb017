import { accept, commands, customerStream, decisions, rights, write } from '@clientele/domain'
import { asDeclared } from '@clientele/testing'
import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const { ArchiveCustomer } = decisions

describe('a decision returns only events and rejections that it declares', () => {
  test('an undeclared event is detected, wherever tests decide', () => {
    const outcome = accept(write(customerStream('acme'), { type: 'CustomerDeleted', data: {} }))
    expect(() => asDeclared(ArchiveCustomer, outcome)).toThrow('ArchiveCustomer does not declare CustomerDeleted')
  })

  test('an undeclared rejection is detected', () => {
    expect(() => asDeclared(ArchiveCustomer, left({ error: 'GroupNotFound' }))).toThrow(
      /does not declare GroupNotFound/,
    )
  })

  test('declared ones pass', () => {
    const outcome = left({ error: 'CustomerNotFound' })
    expect(asDeclared(ArchiveCustomer, outcome)).toBe(outcome)
  })
})

test('every decision declares an event', () => {
  const silent = Object.values(decisions).filter(({ appends }) => appends.length === 0)
  expect(silent.map(({ command }) => command.type)).toEqual([])
})

// The types of rejections assume this.
test('a command without a listed right names a customer, person, project or activity', () => {
  const listed = new Set<string>(Object.values(rights).flatMap((right) => right.commands))
  const unlisted = Object.keys(commands).filter((name) => !listed.has(name))
  expect(unlisted.length).toBeGreaterThan(20)
  for (const [name, { rejects }] of Object.entries(decisions))
    if (!listed.has(name)) expect(rejects.map(({ error }) => error)).toContain('NotOwner')
})
