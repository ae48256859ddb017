import type { StoreFailure } from '@clientele/domain'

const fieldOf = (error: unknown, field: string): string => {
  const value: unknown = error instanceof Error ? Reflect.get(error, field) : undefined
  return typeof value === 'string' ? value : ''
}

const wordsFor: { readonly [code: string]: string } = {
  ENOENT: 'there is none',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a directory',
}

/**
 * The failure for a file that an address names and that cannot be read, with its path and the reason; `null` for errors
 * that are not about a file. `named` is how the address names it.
 */
export const unreadableFile = (error: unknown, named: string, path = fieldOf(error, 'path')): StoreFailure | null => {
  const code = fieldOf(error, 'code')
  // A socket that is read has no path, nor has a directory.
  const isOfFile = path !== '' || code === 'EISDIR'
  if (!isOfFile || !/^(open|read)$/.test(fieldOf(error, 'syscall'))) return null
  const problem = `The file ${path} of ${named} cannot be read: ${wordsFor[code] ?? code}.`
  return { error: 'StoreUnavailable', problem }
}
