import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clientele, type ClienteleOptions, memoryCheckpoints, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite, sqliteCheckpoints } from '@clientele/adapters/sqlite'
import type { Checkpoint, CheckpointStore, KnownEvent } from '@clientele/domain'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import {
  directoryOfTest,
  employee,
  executed,
  fill,
  listeningLogger,
  positionsIn,
  positionsOf,
  until,
} from './registers.js'

const directory = directoryOfTest()
const open: Clientele[] = []

const opened = async (options: ClienteleOptions): Promise<Clientele> => {
  const crm = await openClientele(options)
  open.push(crm)
  return crm
}

afterEach(async () => {
  for (const crm of open.splice(0)) await crm.close()
})

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Checkpoints that count how often they were stored. */
const counted = (): CheckpointStore & { saves: number } => {
  const inner = memoryCheckpoints()
  const counting = {
    saves: 0,
    load: inner.load,
    save: (name: string, checkpoint: Checkpoint) => {
      counting.saves += 1
      return inner.save(name, checkpoint)
    },
  }
  return counting
}

describe('a subscription', () => {
  test('catches up with 10,000 events, one checkpoint per batch, and then delivers new events', async () => {
    const crm = await opened({ store: sqlite({ file: join(directory(), 'crm.db'), synchronous: 'normal' }) })
    await fill(crm, 10_000)
    const [checkpoints, seen] = [counted(), [] as string[]]
    const subscription = crm.subscribe('mails', (events) => void seen.push(...positionsOf(events)), { checkpoints })
    await until(() => seen.length === 10_000)
    await until(() => checkpoints.saves === 10)
    const last = await executed(crm, employee('anna'))
    await until(() => seen.length === 10_001)
    await subscription.close()
    expect(seen).toEqual(await positionsIn(crm))
    expect(subscription.position()).toBe(last)
    expect(await checkpoints.load('mails')).toMatchObject({ position: last })
    expect(await subscription.stopped).toBe(null)
  })

  test('omits nothing when its lease expired for a moment and nobody else took it', async () => {
    const crm = await opened({ store: sqlite({ file: join(directory(), 'crm.db'), synchronous: 'normal' }) })
    await fill(crm, 60)
    const seen: string[] = []
    const handler = (events: readonly KnownEvent[]): void => {
      const resumed = performance.now() + (seen.length === 20 ? 500 : 0)
      while (performance.now() < resumed);
      seen.push(...positionsOf(events))
    }
    const subscription = crm.subscribe('mails', handler, { batchSize: 20, takeOverAfter: 300 })
    const last = await executed(crm, employee('anna'))
    await until(() => seen.includes(last))
    await subscription.close()
    expect([...new Set(seen)]).toEqual(await positionsIn(crm))
  })

  test('delivers batches of the requested size, and only the requested events', async () => {
    const crm = await opened({ store: memory() })
    await executed(crm, ...['a', 'b', 'c', 'd', 'e'].map(employee))
    await executed(crm, { type: 'CreateCustomerGroup', data: { groupId: 'cafes', name: 'Cafés' } })
    const [sizes, types] = [[] as number[], [] as string[]]
    const sized = crm.subscribe('sized', (events) => void sizes.push(events.length), {
      batchSize: 2,
      types: ['EmployeeRegistered'],
    })
    const grouped = crm.subscribe('grouped', (events) => void types.push(...events.map(({ type }) => type)), {
      categories: ['customerGroups', 'customer-groups'],
    })
    await until(() => sizes.length === 3)
    await sized.close()
    await grouped.close()
    expect(sizes).toEqual([2, 2, 1])
    expect(types.length).toBeGreaterThan(0)
    expect(types).not.toContain('EmployeeRegistered')
  })

  test('continues from every checkpoint without gaps or duplicates', async () => {
    const crm = await opened({ store: memory() })
    await fill(crm, 30)
    const all = await positionsIn(crm)
    for (const [index, position] of all.slice(0, -1).entries()) {
      const [checkpoints, seen] = [memoryCheckpoints(), [] as string[]]
      await checkpoints.save('mails', { position, eventId: null })
      const options = { checkpoints, batchSize: 7, after: '29' }
      const subscription = crm.subscribe('mails', (events) => void seen.push(...positionsOf(events)), options)
      await until(() => subscription.position() === all.at(-1))
      await subscription.close()
      expect(seen).toEqual(all.slice(index + 1))
    }
  })

  test('starts after the requested position if there is no checkpoint', async () => {
    const crm = await opened({ store: memory() })
    await fill(crm, 5)
    const seen: string[] = []
    crm.subscribe('late', (events) => void seen.push(...positionsOf(events)), { after: '3' })
    await until(() => seen.length === 2)
    expect(seen).toEqual(['4', '5'])
  })

  test('stops when its handler throws, reports where without the message, and delivers that batch again', async () => {
    const logger = listeningLogger()
    const crm = await opened({ store: memory(), logger })
    await fill(crm, 6)
    const [checkpoints, seen] = [memoryCheckpoints(), [] as string[]]
    const options = { checkpoints, batchSize: 2, attempts: 1 }
    const broken = crm.subscribe(
      'mails',
      async (events) => {
        await pause(1)
        if (seen.length === 4) throw new TypeError('anna@example.com')
        seen.push(...positionsOf(events))
      },
      options,
    )
    expect(await broken.stopped).toEqual({
      error: 'HandlerFailed',
      subscription: 'mails',
      position: '4',
      from: '5',
      to: '6',
      attempts: 1,
      thrown: 'TypeError',
    })
    expect(logger.problems.map(([level]) => level)).toEqual(['error'])
    expect(JSON.stringify(logger.problems)).not.toContain('anna@example.com')
    const mended = crm.subscribe('mails', (events) => void seen.push(...positionsOf(events)), options)
    await until(() => seen.length === 6)
    await mended.close()
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('delivers all events again to a handler that emptied its list before it threw', async () => {
    const crm = await opened({ store: memory() })
    await fill(crm, 6)
    const seen: string[] = []
    let calls = 0
    const emptying = crm.subscribe('mails', (events) => {
      const taken = (events as KnownEvent[]).splice(0)
      calls += 1
      if (calls < 3) throw new TypeError('not now')
      seen.push(...positionsOf(taken))
    })
    await until(() => calls >= 3)
    await emptying.close()
    expect(seen).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test('completes the batch and its checkpoint when it is closed, and starts no other', async () => {
    const crm = await opened({ store: memory() })
    await fill(crm, 9)
    const [checkpoints, seen] = [memoryCheckpoints(), [] as string[]]
    const subscription = crm.subscribe(
      'slow',
      async (events) => {
        await pause(30)
        seen.push(...positionsOf(events))
      },
      { checkpoints, batchSize: 3 },
    )
    await until(() => seen.length > 0)
    await crm.close()
    expect([3, 6]).toContain(seen.length)
    expect(await checkpoints.load('slow')).toMatchObject({ position: seen.at(-1) })
    const before = seen.length
    await pause(60)
    expect(seen.length).toBe(before)
    expect(await subscription.stopped).toBe(null)
  })

  test('delivers everything to two of them, each at its own pace; a name is taken while it is open', async () => {
    const crm = await opened({ store: memory() })
    await fill(crm, 50)
    const [quick, slow] = [[] as string[], [] as string[]]
    const one = crm.subscribe('quick', (events) => void quick.push(...positionsOf(events)))
    crm.subscribe(
      'slow',
      async (events) => {
        await pause(5)
        slow.push(...positionsOf(events))
      },
      { batchSize: 5 },
    )
    expect(await crm.subscribe('quick', () => {}).stopped).toEqual({
      error: 'SubscriptionNameTaken',
      subscription: 'quick',
    })
    await until(() => quick.length === 50 && slow.length === 50)
    expect(slow).toEqual(quick)
    await one.close()
    const again = crm.subscribe('quick', () => {})
    await until(() => again.position() === '50')
  })

  test('survives temporary checkpoint failures, and stores what is due afterwards', async () => {
    const logger = listeningLogger()
    const crm = await opened({ store: memory(), logger })
    await fill(crm, 3)
    const [inner, seen] = [memoryCheckpoints(), [] as string[]]
    let isAway = 2
    const save = async (name: string, checkpoint: Checkpoint): Promise<void> => {
      isAway -= 1
      if (isAway >= 0) throw new Error('away')
      await inner.save(name, checkpoint)
    }
    const subscription = crm.subscribe('mails', (events) => void seen.push(...positionsOf(events)), {
      checkpoints: { load: inner.load, save },
    })
    while ((await inner.load('mails'))?.position !== '3') await pause(5)
    await subscription.close()
    expect(seen).toEqual(['1', '2', '3'])
    expect(logger.problems.map(([level]) => level)).toEqual(['warn'])
  })

  test('stops if its checkpoint is not a position of the store', async () => {
    const crm = await opened({ store: memory() })
    const checkpoints = memoryCheckpoints()
    await checkpoints.save('mails', { position: 'nowhere', eventId: null })
    expect(await crm.subscribe('mails', () => {}, { checkpoints }).stopped).toMatchObject({ error: 'StoreUnreadable' })
  })
})

const at = (position: string): Checkpoint => ({ position, eventId: `event ${position}` })

const loadedFrom = async (file: string, ...names: readonly string[]): Promise<readonly (Checkpoint | null)[]> => {
  const checkpoints = sqliteCheckpoints({ file })
  const positions = await Promise.all(names.map((name) => checkpoints.load(name)))
  await checkpoints.close()
  return positions
}

describe('checkpoints in a file', () => {
  test('are stored by name, also for others and after closing', async () => {
    const file = join(directory(), 'checkpoints.db')
    const [one, two] = [sqliteCheckpoints({ file }), sqliteCheckpoints({ file })]
    expect(await one.load('a')).toBe(null)
    await one.save('a', at('1'))
    await two.save('a', at('2'))
    await two.save("b'; --", { position: '3', eventId: null })
    expect([await one.load('a'), await one.load("b'; --")]).toEqual([at('2'), { position: '3', eventId: null }])
    await one.close()
    await two.close()
    await two.close()
    expect(await one.load('a')).toEqual(at('2'))
    await one.close()
  })

  test('are saved where others find them if the file was removed or replaced', async () => {
    const file = join(directory(), 'checkpoints.db')
    const companions = [`${file}-wal`, `${file}-shm`]
    const [mine, before] = [sqliteCheckpoints({ file }), sqliteCheckpoints({ file: `${file}.backup` })]
    await before.save('a', at('1'))
    await before.close()
    await mine.save('a', at('2'))
    for (const one of [file, ...companions]) rmSync(one)
    await Promise.all([mine.save('a', at('3')), mine.save('b', at('4'))])
    expect(await loadedFrom(file, 'a', 'b')).toEqual([at('3'), at('4')])
    renameSync(`${file}.backup`, file)
    for (const one of companions) rmSync(one)
    expect(await mine.load('a')).toEqual(at('1'))
    await mine.save('a', at('5'))
    expect(await loadedFrom(file, 'a')).toEqual([at('5')])
    await mine.close()
  })

  test('refuse a foreign file and a missing directory', async () => {
    const file = join(directory(), 'crm.db')
    await opened({ store: sqlite({ file }) })
    await expect(sqliteCheckpoints({ file }).load('a')).rejects.toMatchObject({ failure: { error: 'StoreUnreadable' } })
    const nowhere = sqliteCheckpoints({ file: join(directory(), 'no', 'such.db') })
    await expect(nowhere.save('a', at('1'))).rejects.toMatchObject({ failure: { error: 'StoreUnavailable' } })
    await nowhere.close()
  })
})

test('include positions saved by an older program, even after an upgrade', async () => {
  const file = join(directory(), 'checkpoints.db')
  const older = new Database(file)
  older.pragma('application_id = 1129074243')
  older.exec('create table checkpoints (name text primary key, position text not null) strict')
  const save = (position: string) =>
    older
      .prepare(
        `insert into checkpoints (name, position) values ('a', ?) on conflict (name) do update set position = excluded.position`,
      )
      .run(position)
  save('3')
  const checkpoints = sqliteCheckpoints({ file })
  expect(await checkpoints.load('a')).toEqual({ position: '3', eventId: null })
  await checkpoints.save('a', at('4'))
  save('5')
  expect(await checkpoints.load('a')).toEqual({ position: '5', eventId: null })
  await checkpoints.save('a', at('6'))
  expect(await checkpoints.load('a')).toEqual(at('6'))
  await checkpoints.close()
  older.close()
})
