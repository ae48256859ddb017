import { type AppendRefused, type Expected, failureOf, type StoreFailure } from '@clientele/domain'
import { noPosition } from '../../../log/position.js'

const fieldOf = (error: unknown, field: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined

const typeOf = (error: unknown): string => {
  const type = fieldOf(error, 'type')
  return typeof type === 'string' ? type : ''
}

// Errors from before the first connection have a code of gRPC only.
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

/** What went wrong, in the words of the clients. */
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

const tombstoned = new Set(['stream-deleted', 'stream-tombstoned'])

const goneFrom = (error: unknown): StoreFailure | null => {
  if (!tombstoned.has(kindOf(error))) return null
  const stream = fieldOf(error, 'streamName')
  return {
    error: 'StoreUnreadable',
    problem: `The stream ${typeof stream === 'string' ? stream : ''} was deleted on the server for good: restore the server from a backup.`,
  }
}

const permanent = new Set([
  ...Object.keys(failures),
  ...tombstoned,
  'invalid-argument',
  'stream-not-found',
  'wrong-expected-version',
  'append-consistency-violation',
  'missing-required-metadata-property',
  'unsupported',
])

// The clients know these troubles by their text only.
const byMessage: readonly (readonly [RegExp, StoreFailure])[] = [
  [/wrong version number|packet length too long/i, withoutTls],
  [/certificate/i, untrusted],
]

const failureOfConnecting = (error: unknown): StoreFailure | null =>
  byMessage.find(([pattern]) => kindOf(error) === 'unavailable' && pattern.test(messageOf(error)))?.[1] ?? null

// A word of the client, and the code the system gave when it tried to connect; none of their text.
const wordsOf = (error: unknown): string => {
  const kind = /^[a-z-]{1,40}$/.exec(kindOf(error))?.[0] ?? 'unknown'
  const code = /\bE[A-Z]{4,20}\b/.exec(messageOf(error))?.[0]
  return code === undefined ? kind : `${kind}, ${code}`
}

/** What an error of a client means; none of its text is passed on, it may hold values. */
export const storeFailureOf = (error: unknown): StoreFailure => {
  const known = failureOf(error)
  if (known !== null) return known
  return isInvalidPosition(error)
    ? noPosition
    : (failureOfConnecting(error) ?? goneFrom(error) ?? failures[kindOf(error)] ?? down(wordsOf(error)))
}

/** Whether trying again may help; what was sent may have been done all the same. */
export const isTransient = (error: unknown): boolean =>
  failureOf(error) === null &&
  !isInvalidPosition(error) &&
  failureOfConnecting(error) === null &&
  !permanent.has(kindOf(error))

/** Whether the server is away, or was for as long as anybody had patience with it. */
export const isAwayError = (error: unknown): boolean =>
  isTransient(error) || failureOf(error)?.error === 'StoreUnavailable'

/** Whether a stream that was read does not exist. */
export const isMissingStream = (error: unknown): boolean => kindOf(error) === 'stream-not-found'

/** Whether the server does not take what was sent, whatever stands there. */
export const isBadRequest = (error: unknown): boolean => kindOf(error) === 'invalid-argument'

/** Whether the server does not know what it was asked for. */
export const isUnsupported = (error: unknown): boolean => kindOf(error) === 'unsupported'

const standing = (actual: unknown): Expected =>
  typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'noStream'

/** Where a stream stood when it was expected elsewhere; `null` when the error says something else. */
export const actualOf = (error: unknown): Expected | null => {
  if (kindOf(error) !== 'wrong-expected-version') return null
  return standing(fieldOf(error, 'actualVersion') ?? fieldOf(error, 'actualState'))
}

/**
 * Where each stream, by its name on the server, stood that was expected elsewhere; `null` when the error says something
 * else.
 */
export const violationsOf = (error: unknown): ReadonlyMap<string, Expected> | null => {
  if (kindOf(error) !== 'append-consistency-violation') return null
  const violations = fieldOf(error, 'violations')
  return new Map(
    (Array.isArray(violations) ? violations : []).map((violation: unknown) => [
      String(fieldOf(violation, 'streamName')),
      standing(fieldOf(violation, 'actualState')),
    ]),
  )
}
