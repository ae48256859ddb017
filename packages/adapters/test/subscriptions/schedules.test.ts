import { join } from 'node:path'
import { type Clientele, type EventHandler, type EventSubscription, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, StoreSource } from '@clientele/domain'
import { array, assert as assertProperty, asyncProperty, constantFrom, integer, record } from 'fast-check'
import { map } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../test/properties/runs.js'
import { directoryOfTest, employee, executed, positionsOf } from './registers.js'

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const takeOverAfter = 300

/** How requests for a lease end: answered, failed, or answered after the lease has expired. */
type Leasing = 'well' | 'away' | 'late'

type Step = {
  readonly what: 'open' | 'close' | 'append' | 'throw' | Leasing
  readonly at: 0 | 1
  readonly milliseconds: number
}

const step = record({
  what: constantFrom<Step['what'][]>('open', 'open', 'close', 'append', 'append', 'throw', 'well', 'away', 'late'),
  at: constantFrom<(0 | 1)[]>(0, 1),
  milliseconds: integer({ min: 0, max: 250 }),
})

const leasedBy = (source: StoreSource, leasing: () => Leasing): StoreSource => ({
  name: source.name,
  open: async () =>
    map((store: EventStore): EventStore => {
      const { leases } = store.subscriptions
      if (leases === null) return store
      const hold: typeof leases.hold = async (...asked) => {
        if (leasing() === 'away') throw new Error('away')
        const isOurs = await leases.hold(...asked)
        if (leasing() === 'late') await pause(takeOverAfter + 20)
        return isOurs
      }
      return { ...store, subscriptions: { ...store.subscriptions, leases: { ...leases, hold } } }
    })(await source.open()),
})

/** Records gaps, wrong order and concurrent handlers. */
const watching = () => {
  const wrong: string[] = []
  const busy = new Set<AbortSignal>()
  let last = 0
  let failures = 0
  const handler =
    (milliseconds: number): EventHandler =>
    async (events, { signal }) => {
      if ([...busy].some((other) => !other.aborted)) wrong.push('two at once')
      const numbers = positionsOf(events).map(Number)
      const [first = 0] = numbers
      if (first > last + 1) wrong.push(`a gap between ${last} and ${first}`)
      if (numbers.some((number, index) => number !== first + index)) wrong.push(`out of order: ${numbers.join()}`)
      busy.add(signal)
      await pause(milliseconds)
      busy.delete(signal)
      failures -= 1
      if (failures >= 0) throw new Error('no')
      last = Math.max(last, numbers.at(-1) ?? 0)
    }
  const throwOnce = (): void => {
    failures = 1
  }
  return { wrong, handler, last: () => last, throwOnce }
}

const carriedOut = async (steps: readonly Step[], source: StoreSource): Promise<void> => {
  const leasing: [Leasing, Leasing] = ['well', 'well']
  const registers: readonly Clientele[] = await Promise.all(
    ([0, 1] as const).map((at) => openClientele({ store: leasedBy(source, () => leasing[at]) })),
  )
  const watched = watching()
  const open: (EventSubscription | undefined)[] = [undefined, undefined]
  let appended = 0
  const append = async (at: number): Promise<void> => {
    const crm = registers[at]
    if (crm !== undefined) await executed(crm, employee(`e${appended}`))
    appended += 1
  }
  const begin = (at: number, milliseconds: number): void => {
    open[at] ??= registers[at]?.subscribe('mails', watched.handler(milliseconds), { takeOverAfter, batchSize: 2 })
  }
  for (const { what, at, milliseconds } of steps) {
    if (what === 'append') for (let n = 0; n < 3; n += 1) await append(at)
    else if (what === 'open') begin(at, milliseconds)
    else if (what === 'throw') watched.throwOnce()
    else if (what === 'close') {
      await open[at]?.close()
      open[at] = undefined
    } else leasing[at] = what
    await pause(milliseconds)
  }
  leasing.fill('well')
  await append(0)
  begin(0, 1)
  await expect.poll(watched.last, { timeout: 10_000 }).toBe(appended)
  for (const crm of registers) await crm.close()
  expect(watched.wrong).toEqual([])
}

describe('whatever happens to two registers under one name, every event is handled, in order, by one at a time', () => {
  const directory = directoryOfTest()
  const sources: readonly (readonly [string, () => StoreSource])[] = [
    ['in memory', () => memory()],
    ['on SQLite', () => sqlite({ file: join(directory(), 'crm.db'), synchronous: 'normal' })],
  ]
  test.each(sources)('%s', async (_, make) => {
    const property = asyncProperty(array(step, { minLength: 5, maxLength: 20 }), (steps) => carriedOut(steps, make()))
    await assertProperty(property, { ...runs(2), endOnFailure: true })
  })
})
