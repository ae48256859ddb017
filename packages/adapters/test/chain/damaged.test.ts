import { open } from 'node:fs/promises'
import { sqlite } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { opened } from '../sqlite/events.js'
import { temporaryFile } from '../sqlite/temporary.js'
import { fill, verified } from './tampered.js'

/** Overwrites the middle of the first page of an index. */
const damageIndex = async (file: string, index: string): Promise<void> => {
  const database = new Database(file)
  database.pragma('wal_checkpoint(truncate)')
  const page = Number(database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(index))
  const size = Number(database.pragma('page_size', { simple: true }))
  database.close()
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(64, 0xff), 0, 64, (page - 1) * size + 2)
  await handle.close()
}

test('the integrity check of SQLite detects a damaged index', async () => {
  const { file, remove } = await temporaryFile()
  onTestFinished(remove)
  const store = await opened(sqlite({ file }))
  await fill(store)
  await store.close()
  await damageIndex(file, 'events_by_id')
  const again = await opened(sqlite({ file }))
  onTestFinished(() => again.close())
  expect(await verified(again)).toMatchObject({ ok: false, events: 12, first: { problem: 'damaged', position: null } })
})
