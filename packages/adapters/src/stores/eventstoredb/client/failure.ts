import {
  type AppendRefused,
  type Expected,
  failureOf,
  type StoreFailure,
  type StoreUnreadable,
} from '@clientele/domain'
import { noPosition } from '../../../log/position.js'

const fieldOf = (error: unknown, field: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined

const typeOf = (error: unknown): string => {
  const type = fieldOf(error, 'type')
  return typeof type === 'string' ? type : ''
}

// Errors before the first connection have only a gRPC code.
const codes: { readonly [code: number]: string } = {
  1: 'cancelled',
  3: 'invalid-argument',
  4: 'deadline-exceeded',
  7: 'access-denied',
  8: 'maximum-append-size-exceeded',
  10: 'timeout',
  12: 'unsupported',
  13: 'internal',
  14: 'unavailable',
  16: 'access-denied',
}

/** The type of an error, named as the clients do. */
const kindOf = (error: unknown): string => {
  const type = typeOf(error)
  const code = fieldOf(error, 'code')
  if (type !== '' && type !== 'unknown') return type
  return (typeof code === 'number' ? codes[code] : undefined) ?? 'unknown'
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

const isInvalidPosition = (error: unknown): boolean => /invalid ?position/i.test(messageOf(error))

const unavailable = (problem: string): StoreFailure => ({ error: 'StoreUnavailable', problem })
const refused = (problem: string): AppendRefused => ({ error: 'AppendRefused', problem })

const tooLarge = refused('The server takes less in one append: split it, or raise MaxAppendSize there.')
const denied = unavailable('The server refuses access: check the user; reading the log takes rights on $all.')
const down = (kind: string): StoreFailure =>
  unavailable(
    `The server is not reached or does not answer (${kind}): see that it runs, its address, and whether it speaks ` +
      'TLS (tls=true or tls=false; tlsCAFile=FILE for an authority of your own).',
  )
const untrusted = unavailable('The certificate of the server is not trusted: give its authority with tlsCAFile=FILE.')
const withoutTls = unavailable('The server speaks no TLS at this address: set it up there, or give tls=false.')

const failures: { readonly [kind: string]: StoreFailure } = {
  'access-denied': denied,
  'maximum-append-size-exceeded': tooLarge,
  'append-record-size-exceeded': tooLarge,
  'transaction-max-size-exceeded': tooLarge,
}

const tombstoneTypes = new Set(['stream-deleted', 'stream-tombstoned'])

/** The failure for a stream, by its name on the server, that was deleted for good. */
export const deletedFailure = (name: string): StoreUnreadable => ({
  error: 'StoreUnreadable',
  problem: `The stream ${name} was deleted on the server for good: restore the server from a backup.`,
})

const deletedStreamFailure = (error: unknown): StoreFailure | null => {
  if (!tombstoneTypes.has(kindOf(error))) return null
  const stream = fieldOf(error, 'streamName')
  return deletedFailure(typeof stream === 'string' ? stream : '')
}

const permanentTypes = new Set([
  ...Object.keys(failures),
  ...tombstoneTypes,
  'invalid-argument',
  'stream-not-found',
  'wrong-expected-version',
  'append-consistency-violation',
  'missing-required-metadata-property',
  'unsupported',
])

// These errors can only be recognized by their message.
const byMessage: readonly (readonly [RegExp, StoreFailure])[] = [
  [/wrong version number|packet length too long/i, withoutTls],
  [/certificate/i, untrusted],
]

const failureOfConnecting = (error: unknown): StoreFailure | null =>
  byMessage.find(([pattern]) => kindOf(error) === 'unavailable' && pattern.test(messageOf(error)))?.[1] ?? null

// The type of the error and the system's code of a failed connection, without the message.
const describe = (error: unknown): string => {
  const kind = /^[a-z-]{1,40}$/.exec(kindOf(error))?.[0] ?? 'unknown'
  const code = /\bE[A-Z]{4,20}\b/.exec(messageOf(error))?.[0]
  return code === undefined ? kind : `${kind}, ${code}`
}

/** Converts an error of a client to a failure. Its text is not passed on, since it may contain values. */
export const storeFailureOf = (error: unknown): StoreFailure => {
  const known = failureOf(error)
  if (known !== null) return known
  return isInvalidPosition(error)
    ? noPosition
    : (failureOfConnecting(error) ?? deletedStreamFailure(error) ?? failures[kindOf(error)] ?? down(describe(error)))
}

/** Whether a retry may help; the request may have been executed all the same. */
export const isTransient = (error: unknown): boolean =>
  failureOf(error) === null &&
  !isInvalidPosition(error) &&
  failureOfConnecting(error) === null &&
  !permanentTypes.has(kindOf(error))

/** Whether the server is away, or was away for the whole patience. */
export const isAwayError = (error: unknown): boolean =>
  isTransient(error) || failureOf(error)?.error === 'StoreUnavailable'

/** Whether the stream of a read does not exist. */
export const isMissingStream = (error: unknown): boolean => kindOf(error) === 'stream-not-found'

/** Whether the server rejects the request itself, whatever the state of the streams is. */
export const isBadRequest = (error: unknown): boolean => kindOf(error) === 'invalid-argument'

/** Whether the server does not support the call. */
export const isUnsupported = (error: unknown): boolean => kindOf(error) === 'unsupported'

const toExpected = (actual: unknown): Expected =>
  typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'noStream'

/** The actual revision of a stream in a wrong-expected-version error; `null` for other errors. */
export const actualOf = (error: unknown): Expected | null => {
  if (kindOf(error) !== 'wrong-expected-version') return null
  return toExpected(fieldOf(error, 'actualVersion') ?? fieldOf(error, 'actualState'))
}

/**
 * The actual revisions of streams, by their names on the server, in a consistency violation; `null` for other errors.
 */
export const violationsOf = (error: unknown): ReadonlyMap<string, Expected> | null => {
  if (kindOf(error) !== 'append-consistency-violation') return null
  const violations = fieldOf(error, 'violations')
  return new Map(
    (Array.isArray(violations) ? violations : []).map((violation: unknown) => [
      String(fieldOf(violation, 'streamName')),
      toExpected(fieldOf(violation, 'actualState')),
    ]),
  )
}
