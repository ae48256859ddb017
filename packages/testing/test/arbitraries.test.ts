import { type Command, commands, events, isCalendarDate, readCommand } from '@clientele/domain'
import { arbitraries, commandTypes, invariants } from '@clientele/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const sampled = <A>(arbitrary: fc.Arbitrary<A>, numRuns = 50): readonly A[] =>
  fc.sample(arbitrary, { numRuns, seed: 5 })

describe('the arbitraries', () => {
  test('exist for every command', () => expect(Object.keys(arbitraries.commands)).toEqual(Object.keys(commands)))

  test.each(commandTypes)('create well-formed commands: %s', (type) => {
    const commandsOfType: fc.Arbitrary<Command> = arbitraries.commands[type]
    for (const command of sampled(commandsOfType)) {
      expect(command.type).toBe(type)
      expect(readCommand(command)).toMatchObject({ _tag: 'Right' })
    }
  })

  test('give a command the type of its data', () => {
    const ids: fc.Arbitrary<string> = arbitraries.commands.ArchiveCustomer.map(({ data }) => data.customerId)
    expect(sampled(ids).every((id) => /^c[1-6]$/.test(id))).toBe(true)
    expect(new Set(sampled(arbitraries.command, 500).map(({ type }) => type)).size).toBeGreaterThan(90)
  })

  test('create logs of accepted commands: every invariant of logs holds', () => {
    const logs = sampled(arbitraries.history, 20)
    expect(Math.max(...logs.map(({ length }) => length))).toBeGreaterThan(60)
    for (const log of logs) {
      expect(log.every(({ type }) => Object.hasOwn(events, type))).toBe(true)
      expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => String(index + 1)))
      expect(invariants.ResponsibilitiesNeverOverlap.violationsOf(log)).toEqual([])
      expect(invariants.CustomerNumbersAreNeverShared(log)).toBe(true)
    }
  })

  test('create values that break naive code', () => {
    expect(new Set(sampled(arbitraries.hostile, 500).map((value) => typeof value)).size).toBeGreaterThan(6)
    const read = sampled(arbitraries.hostileCommand, 300).map((command) => readCommand(command)._tag)
    expect(read.filter((tag) => tag === 'Left').length).toBeGreaterThan(150)
  })

  test('create ids that collide, existing dates and instants', () => {
    for (const ids of Object.values(arbitraries.ids)) expect(new Set(sampled<string>(ids, 200)).size).toBeLessThan(7)
    expect(sampled(arbitraries.calendarDate).every(isCalendarDate)).toBe(true)
    expect(sampled(arbitraries.instant).every((instant) => new Date(instant).toISOString() === instant)).toBe(true)
  })
})
