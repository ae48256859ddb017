import { postgres } from '@clientele/adapters/postgres'
import { expect, test } from 'vitest'
import { isOutage, storeFailureOf } from '../../src/stores/postgres/failure.js'
import { failureOfOpening } from '../sqlite/events.js'

const driverError = (code: string): Error => Object.assign(new Error('secret value'), { code })

test.each([
  ['53100', 'StoreFull', 'free space'],
  ['28P01', 'StoreUnavailable', 'right user and password'],
  ['28000', 'StoreUnavailable', 'right user and password'],
  ['3D000', 'StoreUnavailable', 'create it'],
  ['42501', 'StoreUnavailable', 'grant'],
  ['25006', 'StoreUnavailable', 'primary'],
  ['53300', 'StoreUnavailable', 'max_connections'],
  ['53200', 'StoreUnavailable', 'memory'],
  ['53400', 'StoreUnavailable', 'raise it'],
  ['54000', 'StoreUnavailable', 'split the append'],
  ['40001', 'StoreUnavailable', 'try again'],
  ['40P01', 'StoreUnavailable', 'try again'],
  ['58030', 'StoreUnavailable', 'disk'],
  ['57P04', 'StoreUnavailable', 'create it'],
  ['55P03', 'StoreUnavailable', 'locked'],
  ['57P01', 'StoreUnavailable', 'lost'],
  ['57P03', 'StoreUnavailable', 'in a moment'],
  ['08006', 'StoreUnavailable', 'lost'],
  ['ECONNREFUSED', 'StoreUnavailable', 'start it'],
  ['ENOTFOUND', 'StoreUnavailable', 'another address'],
  ['ERR_INVALID_URL', 'StoreUnavailable', 'postgres://'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'StoreUnavailable', 'tls option'],
  ['42P01', 'StoreUnreadable', 'backup'],
  ['XX001', 'StoreUnreadable', 'backup'],
  ['99999', 'StoreUnavailable', '99999): see the log'],
])('%s is %s and says what to do (%s), without the text of the driver', (code, error, problem) => {
  const failure = storeFailureOf(driverError(code))
  expect(failure).toMatchObject({ error, problem: expect.stringContaining(problem) })
  expect(JSON.stringify(failure)).not.toContain('secret')
})

test.each([
  ['Cannot use a pool after calling end on the pool', { error: 'StoreClosed' }],
  ['Connection terminated unexpectedly', { problem: expect.stringContaining('lost') }],
  ['timeout exceeded when trying to connect', { problem: expect.stringContaining('in time') }],
  ['The server does not support SSL connections', { problem: expect.stringContaining('no TLS') }],
  [
    'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string',
    { problem: expect.stringContaining('password') },
  ],
])('a driver error without a code is recognised: %s', (message, expected) => {
  expect(storeFailureOf(new Error(message))).toMatchObject(expected)
})

test('a thrown value without a code, or that is not an error, is unavailable', () => {
  for (const thrown of [new Error('secret value'), 'secret value', null, undefined])
    expect(storeFailureOf(thrown)).toEqual({
      error: 'StoreUnavailable',
      problem: 'The store failed (unknown error): see the log of PostgreSQL, and try again.',
    })
})

test.each(['sslrootcert', 'sslcert', 'sslkey'])(
  'a missing file of the connection string is named (%s)',
  async (option) => {
    const connectionString = `postgres://admin:changeit@localhost:1/db?sslmode=verify-full&${option}=/nowhere/ca.crt`
    const startedAt = performance.now()
    expect(await failureOfOpening(postgres({ connectionString }))).toEqual({
      error: 'StoreUnavailable',
      problem: 'The file /nowhere/ca.crt of the address cannot be read: there is none.',
    })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  },
)

test('only an unreachable server is retried', () => {
  for (const code of ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET', '08006'])
    expect(isOutage(driverError(code))).toBe(true)
  for (const code of ['28P01', '3D000', '53100', '42P01', '55P03']) expect(isOutage(driverError(code))).toBe(false)
  // The error of Node for a connection that is reset during a read.
  expect(isOutage(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' }))).toBe(true)
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(isOutage(new Error('Cannot use a pool after calling end on the pool'))).toBe(false)
})
