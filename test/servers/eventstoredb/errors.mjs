import { grpc } from './protocol.mjs'

const { status, Metadata } = grpc

const trailers = (facts) => {
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(facts)) metadata.set(name, String(value))
  return metadata
}

const error = (code, details, facts = {}) =>
  Object.assign(new Error(details), { code, details, metadata: trailers(facts) })

// Trailers hold only ASCII.
const nameInTrailer = (name) => (/^[ -~]*$/.test(name) ? name : encodeURIComponent(name))

export const unavailable = () => error(status.UNAVAILABLE, 'Server Is Not Ready')
export const cancelled = () => error(status.CANCELLED, 'Cancelled by the server')
export const unknown = (details) => error(status.UNKNOWN, details)
export const invalid = (details) => error(status.INVALID_ARGUMENT, details)
export const timeout = () => error(status.ABORTED, 'Operation timed out')
export const unauthenticated = () => error(status.UNAUTHENTICATED, 'Unauthenticated')
export const denied = () => error(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' })

export const notLeader = (port) =>
  error(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': port,
  })

export const deleted = (name) =>
  error(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': nameInTrailer(name),
  })

export const tooLarge = (limit) =>
  error(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': limit,
  })

const numbers = { any: -2n, no_stream: -1n, stream_exists: -4n }

/** A wrong expected version of a delete or tombstone; that of an append is an answer, not an error. */
export const wrongExpectation = (name, expected, actual) =>
  error(status.FAILED_PRECONDITION, `Wrong expected version of '${name}'.`, {
    exception: 'wrong-expected-version',
    'stream-name': nameInTrailer(name),
    'expected-version': typeof expected === 'bigint' ? expected : numbers[expected],
    'actual-version': actual,
  })
