import assert, { AssertionError } from 'node:assert/strict'
import { commands, type KnownEvent } from '@clientele/domain'
import { arbitraries, everyCommandKeeps, invariants, type Rule, type RuleBroken } from '@clientele/testing'
import { describe, expect, test } from 'vitest'

/** The time limit of a search in milliseconds, long enough for a busy machine. */
const timeLimit = 60_000

const timeout = 120_000

const brokenBy = async (rule: Rule, seed = 7, runs = 768): Promise<RuleBroken> => {
  const error: unknown = await everyCommandKeeps(rule, { seed, runs, timeLimit }).then(
    () => null,
    (one: unknown) => one,
  )
  expect(error).toBeInstanceOf(AssertionError)
  return error as RuleBroken
}

const typesOf = ({ commands: all }: RuleBroken): readonly string[] => all.map(({ command }) => command.type)

const count = (log: readonly KnownEvent[], type: string): number => log.filter((event) => event.type === type).length

describe('a rule that every command keeps', () => {
  test('resolves with the number of runs', { timeout }, async () => {
    const result = await everyCommandKeeps(() => true, { runs: 256, seed: 3, timeLimit })
    expect(result).toMatchObject({ runs: 256, seed: 3 })
    expect(result.accepted).toBeGreaterThan(2_000)
    expect(result.commands).toBeGreaterThan(result.accepted)
    expect(result.types.length).toBeGreaterThan(Object.keys(commands).length * 0.9)
  })

  test('may be an assertion, a promise, or a built-in invariant', { timeout }, async () => {
    await everyCommandKeeps((log) => assert.ok(log.length > 0), { runs: 2 })
    await everyCommandKeeps(async (log) => log.length > 0, { runs: 2 })
    await everyCommandKeeps(invariants.ResponsibilitiesNeverOverlap, { runs: 20 })
    await everyCommandKeeps(invariants.EveryCustomerIsCountedOnce, { runs: 20 })
    await everyCommandKeeps(invariants.RefusedCommandsChangeNothing, { runs: 20 })
  })

  test('is checked after every command, with a separate log', { timeout }, async () => {
    const lengths: number[] = []
    const result = await everyCommandKeeps(
      (log, executed) => {
        lengths.push(log.length)
        expect(executed.at(-1)?.after).toBe(log.length)
        return Reflect.set(log, 'length', 0)
      },
      { runs: 5, seed: 1 },
    )
    expect(lengths.length).toBeGreaterThan(result.accepted)
    expect(Math.min(...lengths)).toBe(1)
    expect(Math.max(...lengths)).toBeGreaterThan(60)
  })

  test('stops after the given time', async () => {
    const began = performance.now()
    const { runs } = await everyCommandKeeps(() => true, { timeLimit: 50, runs: 1_000_000 })
    expect(runs).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('a rule that some command breaks', () => {
  test('rejects with the shortest history', { timeout }, async () => {
    const broken = await brokenBy((log) => count(log, 'CustomerArchived') === 0)
    expect(typesOf(broken)).toEqual(['RegisterCustomer', 'ArchiveCustomer'])
    expect(broken.log.map(({ type }) => type)).toContain('CustomerArchived')
    expect(broken.commands.map(({ command }) => Object.keys(command.data ?? {}))).toEqual([
      ['customerId', 'name'],
      ['customerId'],
    ])
    expect(broken.message).toMatch(/^The rule is broken: the rule returned false\nby these 2 commands:\n/)
    expect(broken.message).toContain('→ CustomerArchived in customer-')
    expect(broken.message).toContain('everyCommandKeeps(rule, { seed: 7 })')
  })

  test('finds the same history again from its seed', { timeout }, async () => {
    const rule: Rule = (log) => count(log, 'NoteDeleted') === 0
    const [one, again] = [await brokenBy(rule, 11), await brokenBy(rule, 11)]
    expect(again.message).toBe(one.message)
    expect(typesOf(one)).toContain('DeleteNote')
  })

  test('finds violations that take several steps', { timeout }, async () => {
    const isArchived = (log: readonly KnownEvent[], stream: string): boolean => {
      const last = log.findLast((event) => event.stream === stream && /^Customer(Archived|Restored)$/.test(event.type))
      return last?.type === 'CustomerArchived'
    }
    const broken = await brokenBy((log) => {
      const left = log
        .filter(({ type }) => type === 'ResponsibilityEnded')
        .find(({ stream }) => isArchived(log, stream))
      return left === undefined || `a responsibility ended at the archived ${left.stream}`
    })
    expect(broken.reason).toMatch(/^a responsibility ended at the archived customer-/)
    expect(broken.commands.length).toBeLessThan(7)
  })

  test('finds temporary violations', { timeout }, async () => {
    const broken = await brokenBy((log) => log.at(-1)?.type !== 'CustomerRestored')
    expect(typesOf(broken)).toEqual(['RegisterCustomer', 'ArchiveCustomer', 'RestoreCustomer'])
  })

  test('reports the reason returned, or that of the error', { timeout }, async () => {
    expect((await brokenBy((log) => log.length < 9 || 'too long')).reason).toBe('too long')
    expect((await brokenBy((log) => assert.ok(log.length < 9, 'too many'))).reason).toBe('too many')
    const rejecting = async (): Promise<boolean> => Promise.reject(new Error('rejected'))
    expect((await brokenBy(rejecting)).reason).toBe('rejected')
  })

  test('is broken by a single command if one is enough', { timeout }, async () => {
    const broken = await brokenBy((log) => count(log, 'EmployeeRegistered') === 0)
    expect(typesOf(broken)).toEqual(['RegisterEmployee'])
    expect(broken.message).toContain('by this command:')
  })

  test.each(Object.keys(commands).filter((_, index) => index % 16 === 0))(
    'is found whichever the command: %s',
    { timeout },
    async (type) => {
      const broken = await brokenBy((_, executed) => executed.at(-1)?.command.type !== type)
      expect(typesOf(broken).at(-1)).toBe(type)
    },
  )

  test('is broken by a command that appended something, not by a refused one', { timeout }, async () => {
    const broken = await everyCommandKeeps(() => false).catch((error) => error)
    expect(broken.commands).toHaveLength(1)
    expect(broken.log).toHaveLength(1)
  })

  test('reports that it depends on more than the log if it cannot be reproduced', { timeout }, async () => {
    let asked = 0
    const rule: Rule = () => {
      asked += 1
      return asked !== 70
    }
    expect((await brokenBy(rule)).reason).toContain('from time to time')
  })

  test('may be broken by the commands of a host', { timeout }, async () => {
    const rule: Rule = (log) => count(log, 'RoleRetired') === 0
    const error: unknown = await everyCommandKeeps(rule, { commands: arbitraries.commands.RetireRole }).catch((e) => e)
    expect(error).toBeInstanceOf(AssertionError)
  })
})

describe('an invalid rule or option', () => {
  test.each([
    ['null', null],
    ['a value of type number', 0],
    ['an empty text', ''],
    ['a value of type object', []],
  ])('is refused: %s', async (name, invalidRule) => {
    await expect(everyCommandKeeps(() => invalidRule as never)).rejects.toThrow(
      new TypeError(`A rule returns true, false or a reason, not ${name}`),
    )
  })

  test('is refused with the nearest known name: run', async () => {
    await expect(everyCommandKeeps(() => true, { run: 3 } as never)).rejects.toThrow(
      new TypeError('everyCommandKeeps: run: no such option; did you mean runs?'),
    )
  })

  test('is refused: commands that are no arbitrary', async () => {
    await expect(everyCommandKeeps(() => true, { commands: [] } as never)).rejects.toThrow(
      'everyCommandKeeps: commands: expected an arbitrary',
    )
    await expect(everyCommandKeeps(() => true, null as never)).rejects.toThrow('the options are an object')
  })

  test.each([{ runs: 0 }, { runs: 1.5 }, { seed: -1 }, { timeLimit: 0 }])('is refused: %j', async (options) => {
    await expect(everyCommandKeeps(() => true, options)).rejects.toThrow(RangeError)
  })
})
