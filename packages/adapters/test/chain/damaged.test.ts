import { open } from 'node:fs/promises'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { opened } from '../sqlite/events.js'
import { temporaryFile } from '../sqlite/temporary.js'
import { fill, tamperable, verified } from './tampered.js'

type Damage = { readonly index: string; readonly bytes: Buffer; readonly at: (page: Buffer) => number }

/** Overwrites bytes of the first page of an index. */
const damageIndex = async (file: string, { index, bytes, at }: Damage): Promise<void> => {
  const database = new Database(file)
  database.pragma('wal_checkpoint(truncate)')
  const page = Number(database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(index))
  const size = Number(database.pragma('page_size', { simple: true }))
  database.close()
  const handle = await open(file, 'r+')
  const { buffer } = await handle.read(Buffer.alloc(size), 0, size, (page - 1) * size)
  await handle.write(bytes, 0, bytes.length, (page - 1) * size + at(buffer))
  await handle.close()
}

// The cells of a page begin at the offset in its bytes 5 and 6, with the last cell that was written.
const firstCell = (page: Buffer): number => page.readUInt16BE(5)

test.each<Damage>([
  { index: 'events_by_id', bytes: Buffer.alloc(64, 0xff), at: () => 2 },
  // The last byte of a cell of this index is the position of its event.
  { index: 'events_by_stream', bytes: Buffer.from([3]), at: (page) => firstCell(page) + (page[firstCell(page)] ?? 0) },
])('the integrity check of SQLite detects a damaged $index', async (damage) => {
  const { file, remove } = await temporaryFile()
  onTestFinished(remove)
  const store = await opened(sqlite({ file }))
  await fill(store)
  await store.close()
  await damageIndex(file, damage)
  const again = await opened(sqlite({ file }))
  onTestFinished(() => again.close())
  expect(await verified(again)).toMatchObject({ ok: false, events: 12, first: { problem: 'damaged', position: null } })
})

for (const [name, make] of tamperable)
  test(`${name}: verification finds that an index was dropped`, async () => {
    const { source, tamper, remove } = await make()
    onTestFinished(remove)
    const store = await opened(source)
    onTestFinished(() => store.close())
    await fill(store)
    expect(await verified(store)).toMatchObject({ ok: true })
    await tamper([
      name === 'sqlite'
        ? 'drop index events_by_stream'
        : 'alter table events drop constraint events_stream_revision_key',
    ])
    expect(await verified(store)).toMatchObject({ ok: false, first: { problem: 'damaged', position: null } })
  })

for (const [name, make] of tamperable)
  test.each([
    ['its first event', 'revision = 0', 1],
    ['an event in the middle', 'revision = 1', 2],
  ])(`${name} does not read a stream that lacks %s, nor is a command decided on the rest`, async (_, which, before) => {
    const { source, tamper, remove } = await make()
    onTestFinished(remove)
    const crm = await openClientele({ store: source })
    onTestFinished(() => crm.close())
    for (const name of ['Acme', 'Acme Oy', 'Acme Oyj']) {
      const data = { customerId: 'acme', ...(name === 'Acme' ? { name } : { changes: { name } }) }
      const type = name === 'Acme' ? 'RegisterCustomer' : 'ChangeCustomerDetails'
      expect(await crm.executeUnknown({ type, data })).toMatchObject({ _tag: 'Right' })
    }
    await tamper([
      `delete from events where stream = (select key from streams where name = 'customer-acme') and ${which}`,
    ])
    const problem = expect.stringContaining(`customer-acme before revision ${before} are missing`)
    const again = await openClientele({ store: source })
    onTestFinished(() => again.close())
    const data = { customerId: 'acme', changes: { name: 'Other' } }
    expect(await again.executeUnknown({ type: 'ChangeCustomerDetails', data })).toMatchObject({
      left: { error: 'StoreUnreadable', problem },
    })
  })
