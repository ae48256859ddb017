import { sqlite } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all, newStream, opened, rightOf } from './events.js'
import { type Temporary, temporaryFile } from './temporary.js'

let temporary: Temporary

beforeEach(async () => {
  temporary = await temporaryFile()
})
afterEach(() => temporary.remove())

const locked = (): Database.Database => {
  const other = new Database(temporary.file)
  other.exec('begin immediate')
  return other
}

test('an append waits for another writer, readers do not', async () => {
  const store = await opened(sqlite({ file: temporary.file }))
  rightOf(await store.append(newStream('a-1'))())
  const other = locked()
  const waiting = store.append(newStream('a-2'))()
  expect((await all(store)).length).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  other.exec('rollback')
  expect((await waiting)._tag).toBe('Right')
  expect((await all(store)).length).toBe(2)
  other.close()
  await store.close()
})

test('an append that waited too long fails, and the next continues', async () => {
  const store = await opened(sqlite({ file: temporary.file, patience: 100 }))
  const other = locked()
  expect(await store.append(newStream('a-1'))()).toMatchObject({
    left: { error: 'StoreUnavailable', problem: expect.stringContaining('locked') },
  })
  other.exec('rollback')
  other.close()
  expect((await store.append(newStream('a-1'))())._tag).toBe('Right')
  await store.close()
})
