import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

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

const isLink = (file: string): boolean => {
  try {
    return lstatSync(file).isSymbolicLink()
  } catch {
    return false
  }
}

const realDirectory = (directory: string): string => {
  try {
    return realpathSync(directory)
  } catch {
    return directory
  }
}

// SQLite follows as many.
const maxLinks = 100

/**
 * The file that symbolic links lead to, which need not exist. SQLite keeps its companions beside that file; ours belong
 * there too, so that every name of the file finds the same ones.
 */
export const realFile = (file: string): string => {
  let found = file
  for (let followed = 0; followed < maxLinks && isLink(found); followed += 1)
    found = resolve(realDirectory(dirname(found)), readlinkSync(found))
  return join(realDirectory(dirname(found)), basename(found))
}
