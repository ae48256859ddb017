import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { writeXlsx } from '@clientele/adapters/excel'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { Run } from '../figure.js'
import { runConcurrently } from '../measuring.js'
import { registerOf } from '../rebuilding.js'
import { executeAccepted, populate, traffic } from '../traffic.js'

/** Some work to profile, ready and warm, and a function that releases it. */
export type Ready = { readonly work: () => Promise<unknown>; readonly close: () => Promise<void> }

type Work = { readonly about: string; readonly make: (run: Run) => Promise<Ready> }

const customers = 2_000

const commands = async (crm: Clientele, count: number, together: number): Promise<Ready> => {
  const next = traffic(customers, 1)
  const lap = (many: number) => runConcurrently(many, together, () => executeAccepted(crm, next()))
  // The first thousands of commands are slowed down by compilation.
  await lap(count)
  return { work: () => lap(count), close: () => crm.close() }
}

const onSqlite = async ({ directory }: Run, synchronous: 'full' | 'normal'): Promise<Clientele> =>
  populate(sqlite({ file: join(directory, `${synchronous}.db`), synchronous }), customers)

const rebuild = async (run: Run): Promise<Ready> => {
  const store = sqlite({ file: await registerOf(run) })
  const once = async (): Promise<void> => (await openClientele({ store, follow: false })).close()
  const work = async (): Promise<void> => {
    for (let time = 0; time < (run.full ? 1 : 5); time += 1) await once()
  }
  if (!run.full) await work()
  return { work, close: async () => undefined }
}

const excel = async (run: Run): Promise<Ready> => {
  const crm = await openClientele({ store: sqlite({ file: await registerOf(run) }), follow: false })
  const work = () =>
    writeXlsx(crm.views.assigneeListExport({ asOf: crm.today(), includeEnded: true }), join(run.directory, 'all.xlsx'))
  if (!run.full) await work()
  return { work, close: () => crm.close() }
}

/** The work that can be profiled. */
export const works: { readonly [name: string]: Work } = {
  'commands-sqlite': {
    about: 'commands on SQLite, FULL, one after another',
    make: async (run) => commands(await onSqlite(run, 'full'), run.full ? 20_000 : 5_000, 1),
  },
  'commands-sqlite-normal': {
    about: 'commands on SQLite, NORMAL, one after another',
    make: async (run) => commands(await onSqlite(run, 'normal'), run.full ? 40_000 : 10_000, 1),
  },
  'commands-sqlite-64': {
    about: 'commands on SQLite, FULL, 64 at a time',
    make: async (run) => commands(await onSqlite(run, 'full'), run.full ? 100_000 : 20_000, 64),
  },
  'commands-memory': {
    about: 'commands in memory, one after another',
    make: async (run) => commands(await populate(memory(), customers), run.full ? 100_000 : 30_000, 1),
  },
  rebuild: { about: 'building register and history from SQLite', make: rebuild },
  excel: { about: 'the assignee list as an Excel file', make: excel },
}
