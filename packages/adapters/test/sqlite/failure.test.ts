import { expect, test } from 'vitest'
import { isBusy, storeFailureOf } from '../../src/stores/sqlite/failure.js'

const driverError = (code: string): Error => Object.assign(new Error('secret value'), { code })

test.each([
  ['SQLITE_FULL', 'StoreFull'],
  ['ENOSPC', 'StoreFull'],
  ['SQLITE_IOERR_WRITE', 'StoreUnavailable'],
  ['SQLITE_BUSY', 'StoreUnavailable'],
  ['SQLITE_BUSY_SNAPSHOT', 'StoreUnavailable'],
  ['SQLITE_READONLY_DIRECTORY', 'StoreUnavailable'],
  ['SQLITE_CANTOPEN', 'StoreUnavailable'],
  ['SQLITE_CORRUPT_VTAB', 'StoreUnreadable'],
  ['SQLITE_NOTADB', 'StoreUnreadable'],
  ['SQLITE_SOMETHING_NEW', 'StoreUnavailable'],
])('%s of the driver is %s, without its text', (code, error) => {
  const failure = storeFailureOf(driverError(code))
  expect(failure.error).toBe(error)
  expect(JSON.stringify(failure)).not.toContain('secret')
})

test('a driver that cannot be loaded is reported with what to do', () => {
  const missing = new Error('Could not locate the bindings file. Tried:\n → /home/secret/better_sqlite3.node')
  for (const thrown of [driverError('ERR_DLOPEN_FAILED'), missing])
    expect(storeFailureOf(thrown)).toEqual({
      error: 'StoreUnavailable',
      problem: expect.stringMatching(/built for another version of Node.*npm rebuild better-sqlite3/),
    })
})

test('a thrown value without a code, or that is not an error, is unavailable', () => {
  for (const thrown of [new Error('secret value'), 'secret value', null, undefined])
    expect(storeFailureOf(thrown)).toEqual({ error: 'StoreUnavailable', problem: 'The store failed (unknown error).' })
})

test('only busy errors are retried', () => {
  expect(isBusy(driverError('SQLITE_BUSY_RECOVERY'))).toBe(true)
  expect(isBusy(driverError('SQLITE_FULL'))).toBe(false)
})
