import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { beginning, commandOf, executeOn, logOf, metasOf, steps } from '@clientele/testing'
import Database from 'better-sqlite3'
import fc from 'fast-check'

// Enough steps to include nearly every command that a new register accepts.
const stepCount = 2_000
const seed = 1

const chosenSteps = () => {
  const any = steps(undefined, { minLength: stepCount, maxLength: stepCount })
  const [sampled = []] = fc.sample(any, { numRuns: 1, seed })
  return [...beginning, ...sampled]
}

const executeAll = async (crm, all) => {
  const log = []
  for (const [index, meta] of metasOf(all).entries()) {
    await executeOn(crm, commandOf(all[index], meta.today, log), meta)
    log.push(...(await logOf(crm, log.at(-1)?.position ?? null)))
  }
  return log
}

/** Compacts a database into one file, without free pages and write-ahead log. */
const compact = (file) => {
  const database = new Database(file)
  database.exec('vacuum; pragma journal_mode = delete')
  database.close()
}

/**
 * Writes a register and a snapshot of its views into a folder: `register.sqlite` and `snapshots/`.
 *
 * @param library the exports of the release that writes
 * @param {string} folder
 * @returns the number of events and of event types
 */
export const writeRegister = async ({ openClientele, sqlite, fileSnapshots }, folder) => {
  const file = join(folder, 'register.db')
  const written = await openClientele({ store: sqlite({ file }) })
  const log = await executeAll(written, chosenSteps())
  await written.close()
  const snapshots = fileSnapshots({ directory: join(folder, 'snapshots') })
  const saved = await openClientele({ store: sqlite({ file }), snapshots, snapshotEvery: 1 })
  await saved.close()
  compact(file)
  renameSync(file, join(folder, 'register.sqlite'))
  return { events: log.length, types: new Set(log.map(({ type }) => type)).size }
}
