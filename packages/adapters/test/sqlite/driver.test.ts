import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { failureOf } from '@clientele/domain'
import { expect, test } from 'vitest'
import { loadDriver } from '../../src/stores/sqlite/driver/load.js'
import { resultCode, withResultCode } from '../../src/stores/sqlite/driver/node/result-codes.js'
import { temporaryFile } from './temporary.js'

const opened = new Error('opened by node:sqlite')

const builtin = {
  DatabaseSync: class {
    constructor() {
      throw opened
    }
  },
}

const notFound = (code: string, name: string): (() => Promise<never>) => {
  const error = Object.assign(new Error(`Cannot find package '${name}' imported from /x/load.js`), { code })
  return () => Promise.reject(error)
}

const thrownBy = async (load: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await load()
  } catch (error) {
    return error
  }
}

test('better-sqlite3 is used if it is installed, whatever Node has', async () => {
  const better = () => {
    throw new Error('not opened here')
  }
  const open = await loadDriver({ importBetterSqlite: async () => better, builtinSqlite: () => builtin })
  expect(open).toBe(better)
})

test.each(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])('node:sqlite is used after %s', async (code) => {
  const importBetterSqlite = notFound(code, 'better-sqlite3')
  const open = await loadDriver({ importBetterSqlite, builtinSqlite: () => builtin })
  expect(() => open('x.db', { timeout: 0 })).toThrow(opened)
})

test('without either, the failure says what to install', async () => {
  const importBetterSqlite = notFound('ERR_MODULE_NOT_FOUND', 'better-sqlite3')
  const thrown = await thrownBy(() => loadDriver({ importBetterSqlite, builtinSqlite: () => undefined }))
  expect(failureOf(thrown)).toEqual({
    error: 'StoreUnavailable',
    problem: expect.stringMatching(/npm install better-sqlite3.*Node 22\.13/),
  })
})

test('a driver that is installed and broken is not skipped', async () => {
  const importBetterSqlite = notFound('MODULE_NOT_FOUND', 'bindings')
  const thrown = await thrownBy(() => loadDriver({ importBetterSqlite, builtinSqlite: () => builtin }))
  expect(thrown).toMatchObject({ message: expect.stringContaining("'bindings'") })
})

test.each([
  [1, 'SQLITE_ERROR'],
  [5, 'SQLITE_BUSY'],
  [517, 'SQLITE_BUSY_SNAPSHOT'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
  [26, 'SQLITE_NOTADB'],
  [516, 'SQLITE_ABORT_ROLLBACK'],
  [778, 'SQLITE_IOERR_WRITE'],
  [8714, 'SQLITE_IOERR_IN_PAGE'],
  [1544, 'SQLITE_READONLY_DIRECTORY'],
  [1555, 'SQLITE_CONSTRAINT_PRIMARYKEY'],
  [2067, 'SQLITE_CONSTRAINT_UNIQUE'],
  [3091, 'SQLITE_CONSTRAINT_DATATYPE'],
  [99, 'SQLITE_UNKNOWN_99'],
])('the result %i of SQLite is %s', (errcode, code) => {
  expect(resultCode(errcode)).toBe(code)
  expect(withResultCode(Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode }))).toMatchObject({ code })
})

test('an error without a result of SQLite keeps its code', () => {
  const error = Object.assign(new Error('x'), { code: 'ERR_INVALID_STATE' })
  expect(withResultCode(error)).toMatchObject({ code: 'ERR_INVALID_STATE' })
})

test('the packages can be imported without better-sqlite3; only opening needs a driver', async () => {
  const { file, remove } = await temporaryFile()
  const program = fileURLToPath(new URL('without-better-sqlite3.mjs', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [program, file])
  await remove()
  const hasOwn = process.getBuiltinModule('node:sqlite') !== undefined
  const outcome = hasOwn
    ? 'opened'
    : 'StoreUnavailable: There is no driver for SQLite: run "npm install better-sqlite3"'
  expect(JSON.parse(stdout)).toEqual({
    store: expect.stringContaining(outcome),
    snapshots: expect.stringContaining(outcome),
    checkpoints: expect.stringContaining(outcome),
  })
})
