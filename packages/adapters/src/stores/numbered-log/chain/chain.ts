import type { Cancelled, ChainHead, EventChain, StoreFailure, VerifyOptions } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { sealChain } from './seal.js'
import type { ChainSource, SealableSource } from './source.js'
import { verifyChain } from './verify.js'

/** A source that is there as long as something is asked of it. */
export type WithSource = <A>(use: (source: SealableSource) => Promise<A>) => Promise<A>

/** What is needed to answer for a chain. */
export type ChainEngine = {
  readonly withSource: WithSource
  readonly isClosed: () => boolean
  failureOf(error: unknown): StoreFailure
}

const beyondAll = Number.MAX_SAFE_INTEGER

const lastHead = async (source: ChainSource): Promise<ChainHead | null> => {
  const link = await source.linkAt(beyondAll)
  return link === null ? null : { position: String(link.last), hash: link.hash }
}

type Answer<A> = Either<StoreFailure | Cancelled, A>

/** The chain of a numbered log as the port has it. */
export const chainOver = ({ withSource, isClosed, failureOf }: ChainEngine): EventChain => {
  const asking =
    <A>(question: (source: SealableSource) => Promise<Answer<A>>) =>
    async (): Promise<Answer<A>> => {
      if (isClosed()) return left({ error: 'StoreClosed' })
      try {
        return await withSource(question)
      } catch (error) {
        return left(failureOf(error))
      }
    }
  return {
    head: () => asking(async (source) => right(await lastHead(source))),
    verify: (options: VerifyOptions = {}) => asking((source) => verifyChain(source, options)),
    seal: (options: VerifyOptions = {}) => asking((source) => sealChain(source, options)),
  }
}
