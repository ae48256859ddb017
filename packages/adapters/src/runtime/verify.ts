import type {
  Cancelled,
  ChainHead,
  EventChain,
  EventStore,
  StoreFailure,
  Verification,
  VerifyOptions,
} from '@clientele/domain'
import { type Either, left } from 'fp-ts/lib/Either.js'
import { malformedOptions, type OptionKinds } from '../options.js'

const known: OptionKinds<VerifyOptions> = {
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
  const malformed = malformedOptions<VerifyOptions>(of, withoutNull(options), known)
  if (malformed !== null) return malformed
  if (isHead(options.from) && isHead(options.against)) return null
  return { error: 'MalformedOptions', problem: `${of}: a head has a \`position\` and a \`hash\` of 64 digits.` }
}

const noChain: StoreFailure = Object.freeze({
  error: 'StoreUnreadable',
  problem: 'This store keeps no chain of hashes: it cannot tell whether its events were changed.',
})

/** Returns the chain of a store, or the failure of one that has none. */
export const chainOf = ({ chain }: EventStore): EventChain | StoreFailure => chain ?? noChain

/** Verifies the chain of a store. */
export const verify = async (
  store: EventStore,
  options: VerifyOptions = {},
): Promise<Either<StoreFailure | Cancelled, Verification>> => {
  const problem = problemOf('verify', options)
  if (problem !== null) return left(problem)
  const chain = chainOf(store)
  return 'error' in chain ? left(chain) : chain.verify(options)()
}
