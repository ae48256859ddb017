import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection, OpenDatabase, OpenOptions } from './connection.js'
import { openerOf } from './node/database.js'

const missing: StoreFailure = {
  error: 'StoreUnavailable',
  problem:
    'There is no driver for SQLite: run "npm install better-sqlite3", or use Node 22.13 or newer, which has one of its own.',
}

const notInstalled: ReadonlySet<unknown> = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])

// What the driver itself needs may be missing too: then it is installed, and broken.
const isNotInstalled = (error: unknown): boolean =>
  error instanceof Error && notInstalled.has(Reflect.get(error, 'code')) && error.message.includes("'better-sqlite3'")

// Its own types lose what a statement takes and gives when it is not known yet.
const isBetterSqlite = (found: unknown): found is new (file: string, options: OpenOptions) => Connection =>
  typeof found === 'function'

const importBetterSqlite = async (): Promise<OpenDatabase> => {
  const { default: Database }: { readonly default: unknown } = await import('better-sqlite3')
  if (!isBetterSqlite(Database)) throw new TypeError('The package better-sqlite3 holds no driver.')
  return (file, options) => new Database(file, options)
}

const builtinSqlite = (): unknown => process.getBuiltinModule('node:sqlite')

/** Where drivers come from. */
export type DriverSources = {
  readonly importBetterSqlite: () => Promise<OpenDatabase>
  /** The module `node:sqlite`, or `undefined` where Node has none. */
  readonly builtinSqlite: () => unknown
}

/**
 * Loads `better-sqlite3` where it is installed, else `node:sqlite`. Throws `StoreUnavailable` where there is neither. One
 * process always gets the same: two copies of SQLite in it would drop each other's locks of a file.
 */
export const loadDriver = async (
  sources: DriverSources = { importBetterSqlite, builtinSqlite },
): Promise<OpenDatabase> => {
  try {
    return await sources.importBetterSqlite()
  } catch (error) {
    if (!isNotInstalled(error)) throw error
  }
  const open = openerOf(sources.builtinSqlite())
  if (open === null) throw failureError(missing)
  return open
}
