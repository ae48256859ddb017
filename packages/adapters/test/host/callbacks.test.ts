import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import { AddCustomersToSpecialGroup, type Instant, RegisterCustomer } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'

const broken = new Error('Anna Salo, 0401234567')
const throwing = (): never => {
  throw broken
}

/** Collects the rejections that nobody handles while a test runs. */
const unhandled = (): readonly unknown[] => {
  const found: unknown[] = []
  const note = (reason: unknown): void => void found.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  return found
}

const file = Buffer.from('Customer id;Name\nacme;Acme Oy\n')
const bulk = AddCustomersToSpecialGroup({ customerIds: ['acme', 'bolt'], specialGroupId: 'vip' })

describe('a progress callback that fails does not end the work it watches, nor the process', () => {
  const failing = [
    ['throws', throwing],
    ['rejects', async () => throwing()],
  ] as const

  test.each(failing)('one that %s', async (_, onProgress) => {
    const found = unhandled()
    const crm = await openClientele({ store: memory() })
    const imported = await crm.importFile(file, { kind: 'customers', onProgress })
    const rebuilt = await crm.rebuild({ onProgress })
    const verified = await crm.verify({ onProgress })
    const executed = await crm.execute(bulk, { onProgress })
    await crm.close()
    await new Promise(setImmediate)
    expect([imported._tag, rebuilt._tag, verified.ok, executed._tag]).toEqual(['Right', 'Right', true, 'Right'])
    expect(found).toEqual([])
  })
})

const clocks: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['throws', throwing, /^`clock` threw an error/],
  ['rejects', async () => throwing(), /^`clock` gives a text such as/],
  ['gives a Date', () => new Date(), /^`clock` gives a text such as/],
  ['gives a number', () => 1_772_000_000_000, /^`clock` gives a text such as/],
  ['gives a time without its offset', () => '2026-03-01T09:00:00', /^`clock` gives a text such as/],
]

const register = RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' })

/** What the calls that need the time are refused with. */
const refusals = async (crm: Clientele): Promise<readonly unknown[]> => {
  const batch = crm.batch()
  const outcomes = [await crm.execute(register), await crm.preview(register), await batch.execute(register)]
  const committed = await batch.commit()
  return [...outcomes, ...(isLeft(committed) ? [committed] : [])].flatMap((one) => (isLeft(one) ? [one.left] : []))
}

describe('a clock that is broken refuses commands by name, and rejects nothing', () => {
  test.each(clocks)('the clock of the register %s', async (_, clock, problem) => {
    const found = unhandled()
    const crm = await openClientele({ store: memory(), clock: clock as () => Instant })
    const refused = { error: 'MalformedOptions', problem: expect.stringMatching(problem) }
    expect(await refusals(crm)).toEqual([refused, refused, refused])
    expect((await crm.health()).lastFailure?.failure).toEqual(refused)
    expect(() => crm.today()).toThrow(problem)
    await crm.close()
    await new Promise(setImmediate)
    expect(found).toEqual([])
  })

  test.each(clocks)('the clock of a store in memory %s', async (_, clock, problem) => {
    const crm = await openClientele({ store: memory({ clock: clock as () => Instant }) })
    const refused = { error: 'MalformedOptions', problem: expect.stringMatching(problem) }
    expect(await refusals(crm)).toEqual([refused, refused])
    await crm.close()
  })

  test.each(clocks)('the clock of an SQLite store %s', async (_, clock, problem) => {
    const folder = await mkdtemp(join(tmpdir(), 'clientele-clock-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const crm = await openClientele({ store: sqlite({ file: join(folder, 'crm.db'), clock: clock as () => Instant }) })
    const refused = { error: 'MalformedOptions', problem: expect.stringMatching(problem) }
    expect(await refusals(crm)).toEqual([refused, refused])
    await crm.close()
  })

  test('a time with an offset is recorded in UTC', async () => {
    const clock = (): Instant => '2026-03-01T09:00:00+02:00' as Instant
    const crm = await openClientele({ store: memory({ clock }), clock })
    await crm.execute(register)
    for await (const [recorded] of crm.events())
      expect([recorded?.recordedAt, recorded?.metadata.at]).toEqual(Array(2).fill('2026-03-01T07:00:00.000Z'))
    await crm.close()
  })
})
