import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqliteSnapshots } from '@clientele/adapters/snapshots'
import { sqlite } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { atLeast, type Benchmark, type Figure, type Run } from './figure.js'
import { contest, perSecond } from './measuring.js'
import { inProportion, ofLargeOffice, type Size } from './registers.js'

type Raw = { readonly position: number; readonly data: string; readonly metadata: string }

/** Reads every event of a file, all columns, in pages of 1,000, and parses data and metadata. */
export const readRaw = (db: Database.Database): number => {
  const page = db.prepare<[number], Raw>('select * from events where position > ? order by position limit 1000')
  let [after, count] = [0, 0]
  for (let rows = page.all(0); rows.length > 0; rows = page.all(after)) {
    for (const { data, metadata } of rows) {
      JSON.parse(data)
      JSON.parse(metadata)
    }
    after = rows.at(-1)?.position ?? after
    count += rows.length
  }
  return count
}

const sizeOf = ({ full }: Run): Size => (full ? ofLargeOffice(100_000) : inProportion(3_000))

/** A copy of a register, by default the one of this run: opening a file may write beside it. */
export const registerOf = async (run: Run, size = sizeOf(run)): Promise<string> => {
  const file = join(run.directory, `register-${size.customers}.db`)
  copyFileSync(await run.register(size), file)
  return file
}

const figuresAt = async (run: Run, scale: Size): Promise<readonly Figure[]> => {
  const file = await registerOf(run, scale)
  const db = new Database(file)
  const events = readRaw(db)
  const size = `${events} events`
  const open = (withSnapshots: boolean) =>
    openClientele({
      store: sqlite({ file }),
      follow: false,
      ...(withSnapshots ? { snapshots: sqliteSnapshots({ file: `${file}.snapshots` }), snapshotEvery: 1 } : {}),
    })
  const rebuilding = async (): Promise<number> => {
    await (await open(false)).close()
    return events
  }
  const opening = (query: boolean) => async (): Promise<number> => {
    const crm = await open(true)
    if (query) crm.views.responsibilityMatrix({ asOf: crm.today(), limit: 50 })
    await crm.close()
    return events
  }
  await (await open(true)).close()
  const rounds = 5
  const rebuilt = await contest({ ours: rebuilding, floor: () => readRaw(db), rounds })
  const opened = await contest({ ours: opening(false), floor: rebuilding, rounds })
  const asked = await contest({ ours: opening(true), floor: rebuilding, rounds })
  db.close()
  const figure = (what: string, target: number | null, { ratio, spread, ours, floor }: typeof opened): Figure => ({
    what,
    ratio,
    spread,
    target: target === null ? null : atLeast(target),
    ours: perSecond(ours, 'events'),
    floor: perSecond(floor, 'events'),
    size,
  })
  return [
    figure('rebuild of register and history / reading and parsing all columns', 0.6, rebuilt),
    figure('opening from a snapshot / the rebuild (3 is the least, 10 is wanted)', 10, opened),
    figure('opening from a snapshot and asking for a page of the matrix / the rebuild', null, asked),
  ]
}

export const rebuilding: Benchmark = {
  name: 'rebuild',
  about: 'building register and history from SQLite against plain reading; opening from a snapshot against that',
  run: async (run) => {
    const figures: Figure[] = []
    for (const size of run.full ? [ofLargeOffice(10_000), sizeOf(run)] : [sizeOf(run)])
      figures.push(...(await figuresAt(run, size)))
    return figures
  },
}
