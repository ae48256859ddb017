import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection, OpenDatabase, OpenOptions } from './connection.js'
import { openerOf } from './node/database.js'

const missing: StoreFailure = {
  error: 'StoreUnavailable',
  problem:
    'There is no driver for SQLite: run "npm install better-sqlite3", or use Node 22.13 or newer, which has one of its own.',
}

const notInstalled: ReadonlySet<unknown> = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])

// If a dependency of the driver is missing, the driver is installed but broken: that error is not hidden.
const isNotInstalled = (error: unknown): boolean =>
  error instanceof Error && notInstalled.has(Reflect.get(error, 'code')) && error.message.includes("'better-sqlite3'")

// The package's own types do not fit a statement with generic parameters and rows.
const isBetterSqlite = (found: unknown): found is new (file: string, options: OpenOptions) => Connection =>
  typeof found === 'function'

const importBetterSqlite = async (): Promise<OpenDatabase> => {
  const { default: Database }: { readonly default: unknown } = await import('better-sqlite3')
  if (!isBetterSqlite(Database)) throw new TypeError('The package better-sqlite3 holds no driver.')
  return (file, options) => new Database(file, options)
}

const builtinSqlite = (): unknown => process.getBuiltinModule('node:sqlite')

/** How to load the drivers. */
export type DriverSources = {
  readonly importBetterSqlite: () => Promise<OpenDatabase>
  /** The module `node:sqlite`, or `undefined` where Node has none. */
  readonly builtinSqlite: () => unknown
}

/**
 * Loads `better-sqlite3` if it is installed, else `node:sqlite`. Throws `StoreUnavailable` if there is neither. A
 * process always gets the same driver: two copies of SQLite in one process would drop each other's file locks.
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
