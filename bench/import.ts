import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { generateRegister } from '@clientele/adapters/generating'
import type { ImportResult } from '@clientele/adapters/import'
import { sqlite } from '@clientele/adapters/sqlite'
import { parse } from 'csv-parse'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Benchmark } from './figure.js'
import { contest, perSecond } from './measuring.js'
import { plainTable } from './plain-sqlite.js'
import { inProportion, ofLargeOffice } from './registers.js'

/** The number of rows that an import executes and commits together. */
const batchSize = 64

const emptyFolder = (directory: string): string => {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory)
  return directory
}

type Done = Pick<ImportResult, 'read' | 'events'>

const importByUs = async (source: string, directory: string): Promise<Done> => {
  const file = join(emptyFolder(directory), 'ours.db')
  const crm = await openClientele({ store: sqlite({ file }), follow: false })
  const outcome = await crm.import(source, { today: '2026-11-22' })
  await crm.close()
  if (isLeft(outcome) || outcome.right.rejected > 0) throw new Error('The generated register was not imported.')
  return outcome.right
}

/** The rows of every file in batches, each row as an object by column. */
const batchesOf = async function* (source: string): AsyncIterable<readonly object[]> {
  for (const name of readdirSync(source).filter((file) => file.endsWith('.csv'))) {
    let batch: object[] = []
    for await (const row of createReadStream(join(source, name)).pipe(parse({ bom: true, columns: true }))) {
      batch.push(row)
      if (batch.length < batchSize) continue
      yield batch
      batch = []
    }
    yield batch
  }
}

/** Reads and parses the same files and inserts as many events, one or more per row, a batch of rows at a time. */
const importByHand = async (source: string, directory: string, { read: rows, events }: Done): Promise<number> => {
  const { db, put } = plainTable({ file: join(emptyFolder(directory), 'floor.db'), synchronous: 'full' })
  let [read, inserted] = [0, 0]
  const putRow = (row: object): void => {
    read += 1
    for (; inserted < (read * events) / rows; inserted += 1) {
      const recordedAt = new Date().toISOString()
      const metadata = JSON.stringify({ by: 'import', at: recordedAt, commandId: randomUUID() })
      const event = { stream: read, revision: inserted, id: randomUUID(), type: 'Imported', recordedAt, metadata }
      put({ ...event, data: JSON.stringify(row) })
    }
  }
  const insert = db.transaction((batch: readonly object[]) => batch.forEach(putRow))
  for await (const batch of batchesOf(source)) insert(batch)
  db.close()
  return inserted
}

export const importing: Benchmark = {
  name: 'import',
  about: 'the import of a register directory into SQLite against parsing the same files and plain INSERTs',
  run: async ({ full, directory }) => {
    const scale = full ? ofLargeOffice(100_000) : inProportion(150)
    const [source, made] = [join(directory, 'source'), join(directory, 'made')]
    await generateRegister(source, { ...scale, seed: 1 })
    const done = await importByUs(source, made)
    const { ratio, spread, ...speeds } = await contest({
      ours: async () => (await importByUs(source, made)).events,
      floor: () => importByHand(source, made, done),
      rounds: 5,
      isWarm: full,
    })
    const shown = { ours: perSecond(speeds.ours, 'events'), floor: perSecond(speeds.floor, 'events') }
    const what = `import / parsing the files and INSERTs, ${batchSize} rows to a transaction`
    const size = `${scale.customers} customers, ${done.read} rows, ${done.events} events`
    return [{ what, ratio, spread, target: null, ...shown, size }]
  },
}
