import {
  type ChainHead,
  type EventChain,
  type EventStore,
  failureError,
  type StoreFailure,
  type Verification,
  type VerifyOptions,
} from '@clientele/domain'
import { ignoringErrors } from '../host/ignoring-errors.js'
import { malformedOptions, type OptionKinds } from '../options.js'

const optionKinds: OptionKinds<VerifyOptions> = {
  from: 'object',
  against: 'object',
  onProgress: 'function',
  signal: 'signal',
}

const sha256InHex = /^[0-9a-f]{64}$/

const isHead = (head: ChainHead | null | undefined): boolean =>
  head === null || head === undefined || (typeof head.position === 'string' && sha256InHex.test(head.hash))

const withoutNull = ({ from, against, ...rest }: VerifyOptions): VerifyOptions => ({
  ...rest,
  ...(from === null || from === undefined ? {} : { from }),
  ...(against === null || against === undefined ? {} : { against }),
})

const problemOf = (of: string, options: VerifyOptions): StoreFailure | null => {
  const given = typeof options === 'object' && options !== null ? withoutNull(options) : options
  const malformed = malformedOptions<VerifyOptions>(of, given, optionKinds)
  if (malformed !== null) return malformed
  if (isHead(options.from) && isHead(options.against)) return null
  return { error: 'MalformedOptions', problem: `${of}: a head has a \`position\` and a \`hash\` of 64 digits.` }
}

const noChain: StoreFailure = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'This store keeps no chain of hashes: it cannot tell whether its events were changed.',
})

/** The chain of a store, or the failure of a store without one. */
export const chainOf = ({ chain }: EventStore): EventChain | StoreFailure => chain ?? noChain

/**
 * Verifies the chain of a store. Throws an `Error` that carries the `StoreFailure` if the chain cannot be read or an
 * option is malformed, and an `AbortError` if the signal is aborted.
 */
export const verify = async (store: EventStore, options: VerifyOptions = {}): Promise<Verification> => {
  const problem = problemOf('verify', options)
  if (problem !== null) throw failureError(problem)
  const chain = chainOf(store)
  if ('error' in chain) throw failureError(chain)
  const verified = await chain.verify({ ...options, onProgress: ignoringErrors(options.onProgress) })()
  if (verified._tag === 'Right') return verified.right
  if (verified.left.error !== 'Cancelled') throw failureError(verified.left)
  throw new DOMException('The log was not verified to its end.', 'AbortError')
}
