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
 * The failure for an unreadable file that an address refers to, with its path and the reason; `null` for errors that
 * are not about a file. `named` is what the message calls the reference.
 */
export const unreadableFile = (error: unknown, named: string, path = fieldOf(error, 'path')): StoreFailure | null => {
  const code = fieldOf(error, 'code')
  // Errors of reading a socket have no path; those of reading a directory have none either, but the code `EISDIR`.
  const isOfFile = path !== '' || code === 'EISDIR'
  if (!isOfFile || !/^(open|read)$/.test(fieldOf(error, 'syscall'))) return null
  const problem = `The file ${path} of ${named} cannot be read: ${wordsFor[code] ?? code}.`
  return { error: 'StoreUnavailable', problem }
}
