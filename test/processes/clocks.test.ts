import type { KnownEvent } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { type Child, isBuilt, startChild } from './children.js'
import { type Durable, onEveryDurableStore } from './durable.js'
import { customersOfClocks, report, timeout } from './sizes.js'
import { acknowledged, executeBeginning, expectSound, expectWhole, refused, wholeLog } from './sound.js'

/** The clock that is ahead: the one given to the store, or that of the machine of the process. */
type Whose = 'store' | 'machine'

// Servers record by their own clocks, and use a process's clock only if the store is given one.
const isRefused = (whose: Whose, { kind }: Durable): boolean =>
  kind === 'SQLite' || (kind === 'PostgreSQL' && whose === 'store')

const takesClock = ({ kind }: Durable): boolean => kind === 'SQLite' || kind === 'PostgreSQL'

const expectRefused = (ahead: Child): void => {
  expect(acknowledged(ahead)).toEqual([])
  expect(refused(ahead)).toHaveLength(3 * customersOfClocks)
  // Commands about a customer whose registration was refused fail with `CustomerNotFound`, whatever the clock.
  for (const line of refused(ahead)) expect(line).toMatch(/^(ClockAhead .*-registered|CustomerNotFound .*)$/)
}

const expectInPresent = (log: readonly KnownEvent[]): void => {
  const times = log.map(({ recordedAt }) => recordedAt)
  expect(times).toEqual([...times].sort())
  expect(Date.parse(times.at(-1) ?? '')).toBeLessThan(Date.now() + 60_000)
}

const executing = (url: string, name: string): Child =>
  startChild('./worker.mjs', 'execute', url, name, String(customersOfClocks))

describe.skipIf(!isBuilt)('several processes on one log, one with a clock ten years ahead (needs the build)', () => {
  onEveryDurableStore('and executes with the others', (make) => {
    test.for<Whose>(['store', 'machine'])(
      'the clock of the %s: nothing is recorded in the future',
      { timeout },
      async (whose, context) => {
        const durable = await make()
        const { kind, url } = durable
        if (whose === 'store' && !takesClock(durable)) context.skip(`${kind} takes no clock`)
        await executeBeginning(url)
        const others = ['north', 'south'].map((name) => executing(url, name))
        const ahead = startChild('./ahead.mjs', url, 'ahead', String(customersOfClocks), whose)
        expect(await Promise.all([...others, ahead].map(({ ended }) => ended))).toEqual([0, 0, 0])
        expect(others.flatMap(refused)).toEqual([])
        const done = others.flatMap(acknowledged)
        expect(done).toHaveLength(2 * 3 * customersOfClocks)
        const log = await wholeLog(url)
        if (isRefused(whose, durable)) {
          expectRefused(ahead)
          expect(log.filter(({ metadata }) => metadata.by === 'ahead')).toEqual([])
        } else expect(refused(ahead)).toEqual([])
        expectInPresent(log)
        expectWhole(log, [...done, ...acknowledged(ahead)])
        expectSound(log)
        const expectation = isRefused(whose, durable) ? 'refused' : 'recorded by the clock of the server'
        report(`${kind}: ${3 * customersOfClocks} commands of a ${whose} ten years ahead: ${expectation}`)
      },
    )
  })
})
