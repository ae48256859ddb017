import { copyFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sqliteSnapshots } from '@clientele/adapters/snapshots'
import { sqlite } from '@clientele/adapters/sqlite'
import { type EventStore, failureOf } from '@clientele/domain'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all, newStream, opened, rightOf } from './events.js'
import { type Temporary, temporaryFile } from './temporary.js'

let temporary: Temporary
let store: EventStore

const companions = ['-wal', '-shm']
const backup = (): string => `${temporary.file}.backup`
const remove = (...ends: readonly string[]): void => ends.forEach((end) => void rmSync(temporary.file + end))

const withDatabase = (file: string, change: (database: Database.Database) => void): void => {
  const database = new Database(file)
  change(database)
  database.close()
}

const checkpoint = (): void => withDatabase(temporary.file, (database) => database.pragma('wal_checkpoint(truncate)'))

const appendMany = async (to: EventStore, prefix: string, count: number): Promise<void> => {
  for (let nr = 0; nr < count; nr += 1) rightOf(await to.append(newStream(`${prefix}-${nr}`, 'x'.repeat(500)))())
}

const failureOfReading = async (from: EventStore): Promise<unknown> => {
  try {
    await all(from)
    return null
  } catch (error) {
    return failureOf(error)
  }
}

// A store with 53 events, and a backup of the first 3 beside it.
beforeEach(async () => {
  temporary = await temporaryFile()
  store = await opened(sqlite({ file: temporary.file, synchronous: 'normal' }))
  await appendMany(store, 'early', 3)
  withDatabase(temporary.file, (database) => database.exec(`vacuum into '${backup()}'`))
  await appendMany(store, 'late', 50)
})
afterEach(async () => {
  await store.close()
  await temporary.remove()
})

const ways: { readonly [way: string]: () => void } = {
  'was removed': () => remove(''),
  'was removed with its companions': () => remove('', ...companions),
  'lost its companions': () => remove(...companions),
  'was replaced by a backup that was renamed': () => renameSync(backup(), temporary.file),
  'was replaced by a backup that was renamed, without companions': () => {
    renameSync(backup(), temporary.file)
    remove(...companions)
  },
  'was written over with a backup after a checkpoint': () => {
    checkpoint()
    copyFileSync(backup(), temporary.file)
  },
  'was written over with a backup, and lost its companions': () => {
    copyFileSync(backup(), temporary.file)
    remove(...companions)
  },
  'was written over with the database of another program': () => {
    checkpoint()
    withDatabase(backup(), (database) => database.exec('pragma application_id = 7'))
    copyFileSync(backup(), temporary.file)
  },
}

const unavailable = { error: 'StoreUnavailable', problem: expect.stringContaining('close the register and open it') }
const failures = {
  error: expect.stringMatching(/^(StoreUnavailable|LogDiverged)$/),
  problem: expect.stringMatching(/close the register and open it again/i),
}

describe.each(Object.entries(ways))('a file that %s under an open store', (_, damage) => {
  test('accepts no more appends', async () => {
    damage()
    expect(await store.append(newStream('lost-1'))()).toMatchObject({ left: failures })
    expect(await store.append(newStream('lost-2'))()).toMatchObject({ left: failures })
  })

  test('has no known head', async () => {
    damage()
    expect(await store.head()()).toMatchObject({ left: failures })
    expect(await failureOfReading(store)).toMatchObject(failures)
    // A receipt would claim that the events are stored.
    expect(await store.appendedBy('command')()).toMatchObject({ left: failures })
  })

  test('is reported to followers, even if nobody appends', async () => {
    const following = async (): Promise<unknown> => {
      try {
        for await (const _events of store.subscribe()) damage()
        return null
      } catch (error) {
        return failureOf(error)
      }
    }
    expect(await following()).toMatchObject(failures)
  })
})

describe('a replaced file', () => {
  test('works again when it is put back', async () => {
    renameSync(temporary.file, `${temporary.file}.away`)
    expect(await store.append(newStream('lost-1'))()).toMatchObject({ left: unavailable })
    renameSync(`${temporary.file}.away`, temporary.file)
    rightOf(await store.append(newStream('kept-1'))())
    expect(await all(store)).toHaveLength(54)
  })

  test('is another log for one who opens it, and lacks no event acknowledged since', async () => {
    renameSync(backup(), temporary.file)
    remove(...companions)
    const acknowledged = (await store.append(newStream('either-1'))())._tag === 'Right' ? 1 : 0
    const other = await opened(sqlite({ file: temporary.file }))
    expect(await all(other)).toHaveLength(3 + acknowledged)
    rightOf(await other.append(newStream('new-1'))())
    expect(await store.append(newStream('either-2'))()).toMatchObject({ left: unavailable })
    expect(await all(other)).toHaveLength(4 + acknowledged)
    await other.close()
  })

  test('by an older copy of itself contains another log', async () => {
    checkpoint()
    copyFileSync(backup(), temporary.file)
    expect(await store.append(newStream('lost-1'))()).toMatchObject({ left: { error: 'LogDiverged' } })
  })

  test('by a file that is not a database is unreadable', async () => {
    checkpoint()
    writeFileSync(temporary.file, 'x'.repeat(20_000))
    expect(await store.append(newStream('lost-1'))()).toMatchObject({ left: { error: 'StoreUnreadable' } })
  })
})

describe('an unreplaced file', () => {
  test('is recognised after checkpoints and a vacuum by others', async () => {
    for (const change of ['pragma wal_checkpoint(truncate)', 'vacuum', 'pragma wal_checkpoint(restart)']) {
      withDatabase(temporary.file, (database) => database.exec(change))
      rightOf(await store.append(newStream(`after-${change.length}`))())
    }
    expect(await all(store)).toHaveLength(56)
  })

  test('is recognised when others see what is appended, even if a backup was copied under it', async () => {
    copyFileSync(backup(), temporary.file)
    const appended = await store.append(newStream('seen-1'))()
    const other = await opened(sqlite({ file: temporary.file }))
    expect(await all(other)).toHaveLength(appended._tag === 'Right' ? 54 : 53)
    await other.close()
  })

  test('serves several that open and close it', async () => {
    const other = await opened(sqlite({ file: temporary.file }))
    rightOf(await other.append(newStream('other-1'))())
    await other.close()
    rightOf(await store.append(newStream('mine-1'))())
    expect(await all(store)).toHaveLength(55)
  })
})

describe('a file that is removed under a store that was opened', () => {
  const isNoticed = async (name: string, remove: () => void): Promise<void> => {
    await store.close()
    store = await opened(sqlite({ file: name }))
    rightOf(await store.append(newStream('before', 'x'))())
    remove()
    expect(await store.append(newStream('after', 'x'))()).toMatchObject({ left: { error: 'StoreUnavailable' } })
  }

  test('under a name with blanks around it is noticed', () =>
    isNoticed(`${temporary.file} \t`, () => remove('', ...companions)))

  test('through a symbolic link is noticed, and so is its lost log', async () => {
    const link = `${temporary.file}.link`
    symlinkSync(temporary.file, link)
    await isNoticed(link, () => remove(...companions))
  })
})

test('a store and its snapshots stay where they were opened when the process changes its directory', async () => {
  const before = process.cwd()
  const directory = dirname(temporary.file)
  process.chdir(directory)
  const [moved, snapshots] = [await opened(sqlite({ file: 'moved.db' })), sqliteSnapshots({ file: 'moved.snapshots' })]
  process.chdir(before)
  expect(await moved.append(newStream('after', 'x'))()).toMatchObject({ _tag: 'Right' })
  expect(await snapshots.latest({ version: 'v1' })()).toMatchObject({ _tag: 'Right' })
  await Promise.all([moved.close(), snapshots.close()])
  expect(readdirSync(directory)).toEqual(expect.arrayContaining(['moved.db', 'moved.snapshots']))
})
