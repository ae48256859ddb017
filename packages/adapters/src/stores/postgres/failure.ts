import { failureOf, type StoreFailure } from '@clientele/domain'
import { clockAhead } from '../../timing/clock.js'
import { unreadableFile } from '../numbered-log/unreadable-file.js'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

// Some errors of the driver have no code: they are recognized by the beginning of their message, which is never passed
// on.
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

type Wording = readonly [starts: string, failure: StoreFailure]

const unavailable = (problem: string): StoreFailure => ({ error: 'StoreUnavailable', problem })
const unreadable = (problem: string): StoreFailure => ({ error: 'StoreUnreadable', problem })

const full: StoreFailure = Object.freeze({
  error: 'StoreFull',
  problem: 'PostgreSQL has no room to write: free space on its disk and try again.',
})
const closed: StoreFailure = Object.freeze({ error: 'StoreClosed' })
const notRunning = unavailable('No PostgreSQL answers at the address: start it, or give another address.')
const unknownHost = unavailable('The host of PostgreSQL is not known: give another address.')
const late = unavailable('PostgreSQL did not answer in time: see that it runs and is not overloaded, and try again.')
const locked = unavailable('Another connection keeps the log locked: end it, or try again later.')
const lost = unavailable('The connection to PostgreSQL was lost: see that it runs, and try again.')
const busy = unavailable('PostgreSQL takes no more connections: raise max_connections, or give a smaller pool.')
const wrongPassword = unavailable('PostgreSQL does not let this user in: give the right user and password.')
const notAllowed = unavailable(
  'PostgreSQL lets nobody in this way: give the right user and password, and sslmode=verify-full where it demands TLS.',
)
const untrusted = unavailable(
  'The certificate of PostgreSQL is not trusted: give its authority with sslrootcert=FILE or the tls option.',
)
const withoutTls = unavailable(
  'PostgreSQL speaks no TLS at this address: set it up there, or leave sslmode and the tls option out.',
)
const noAddress = unavailable('The address is no PostgreSQL address: give postgres://user:password@host:5432/database.')
const noDatabase = unavailable('The database does not exist: create it, or give another one.')
const again = unavailable('PostgreSQL took this back because of what others did at the same time: try again.')
const tooLarge = unavailable('PostgreSQL takes less at once than it was given: split the append, or make less of it.')
const noMemory = unavailable('PostgreSQL has no memory left: give its machine more, or lower max_connections.')
const exhausted = unavailable('PostgreSQL has reached a limit it was given: its log says which; raise it.')
const disk = unavailable('PostgreSQL cannot read or write its files: see that its disk is there and healthy.')
const gone = unreadable('Tables or functions of the store are missing or changed: restore the schema from a backup.')
const noJson = unreadable('An event that was looked into is no JSON: read the log to learn which.')
const damaged = unreadable('PostgreSQL reports damaged files: restore the database from a backup.')

// The first row whose prefix matches the error's code wins: specific prefixes stand before general ones.
const byCode: readonly Wording[] = [
  ['53100', full],
  ['53200', noMemory],
  ['53300', busy],
  ['53', exhausted],
  ['54', tooLarge],
  ['58', disk],
  ['40', again],
  ['3D000', noDatabase],
  ['57P04', noDatabase],
  ['28000', notAllowed],
  ['28', wrongPassword],
  ['42939', unavailable('The name of the schema is reserved (pg_…): give another one.')],
  ['42501', unavailable('The user may not do this: grant it the rights to the schema, or to create one.')],
  ['25006', unavailable('This PostgreSQL only reads (it is a standby): give the address of the primary.')],
  ['55P03', locked],
  ['57014', unavailable('PostgreSQL ended the statement (statement_timeout): raise the limit, or try again.')],
  ['57P03', unavailable('PostgreSQL is starting or stopping: try again in a moment.')],
  ['57P', lost],
  ['08', lost],
  ['CLN01', unavailable("The user's default_transaction_isolation must be 'read committed': set it so.")],
  ['22P02', noJson],
  ['CLN03', clockAhead],
  ['42P01', gone],
  ['42703', gone],
  ['42883', gone],
  ['3F000', gone],
  ['XX00', damaged],
  ['ECONNREFUSED', notRunning],
  ['ENOENT', notRunning],
  ['EHOSTUNREACH', notRunning],
  ['ENETUNREACH', notRunning],
  ['ENOTFOUND', unknownHost],
  ['EAI_', unknownHost],
  ['ETIMEDOUT', late],
  ['ECONNRESET', lost],
  ['EPIPE', lost],
  ['ERR_INVALID_URL', noAddress],
  ['ERR_TLS', untrusted],
  ['ERR_SSL', untrusted],
  ['CERT_', untrusted],
  ['DEPTH_ZERO', untrusted],
  ['SELF_SIGNED', untrusted],
  ['UNABLE_TO_', untrusted],
]

const byMessage: readonly Wording[] = [
  ['Cannot use a pool after calling end', closed],
  ['Client was closed', closed],
  ['timeout exceeded when trying to connect', late],
  ['Connection terminated due to connection timeout', late],
  ['Query read timeout', late],
  ['Connection terminated', lost],
  ['Client has encountered a connection error', lost],
  ['The server does not support SSL', withoutTls],
  ['There was an error establishing an SSL', withoutTls],
  ['SASL', wrongPassword],
]

const findWording = (rows: readonly Wording[], text: string): StoreFailure | undefined =>
  rows.find(([starts]) => text.startsWith(starts))?.[1]

/**
 * Converts an error of the driver or the server to a failure. Its text is not passed on, since it may contain values.
 */
export const storeFailureOf = (error: unknown): StoreFailure => {
  const code = codeOf(error)
  return (
    failureOf(error) ??
    unreadableFile(error, 'the address') ??
    findWording(byCode, code) ??
    findWording(byMessage, messageOf(error)) ??
    unavailable(`The store failed (${code === '' ? 'unknown error' : code}): see the log of PostgreSQL, and try again.`)
  )
}

const outageCode = /^(57P0[123]|53300|08|ECONN|EPIPE|ENOENT$)/

/** Whether an error means that the server is away or restarting, so that a retry makes sense. */
export const isOutage = (error: unknown): boolean =>
  (unreadableFile(error, 'the address') === null && outageCode.test(codeOf(error))) || storeFailureOf(error) === lost

const awayFailures: ReadonlySet<StoreFailure> = new Set([notRunning, late, lost, locked])

/** Whether a failure means that the server did not answer, or only waited for a lock: then requests in the queue would not be answered either. */
export const isAway = (failure: StoreFailure): boolean => awayFailures.has(failure)

/** Whether the server failed to parse an event that is no JSON. */
export const isNoJson = (error: unknown): boolean => storeFailureOf(error) === noJson
