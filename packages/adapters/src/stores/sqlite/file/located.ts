import { resolve } from 'node:path'

// SQLite keeps these in memory or in a temporary file; opening refuses them.
const withoutFile: ReadonlySet<string> = new Set(['', ':memory:'])

/**
 * The absolute path of a file as the driver opens it: without the blanks around its name, which `better-sqlite3` drops.
 * A file is opened several times, also after the process has changed its working directory.
 */
export const locatedFile = (file: string): string => {
  const name = file.trim()
  return withoutFile.has(name) ? name : resolve(name)
}
