import type { Cancelled, ChainHead, EventChain, StoreFailure, VerifyOptions } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { sealChain } from './seal.js'
import type { ChainSource, SealableSource } from './source.js'
import { verifyChain } from './verify.js'

/** Opens a source, calls `use` with it and closes it. */
export type WithSource = <A>(use: (source: SealableSource) => Promise<A>) => Promise<A>

/** What a chain needs of its store. */
export type ChainEngine = {
  readonly withSource: WithSource
  readonly isClosed: () => boolean
  failureOf(error: unknown): StoreFailure
}

const beyondLastPosition = Number.MAX_SAFE_INTEGER

const lastHead = async (source: ChainSource): Promise<ChainHead | null> => {
  const link = await source.linkAt(beyondLastPosition)
  return link === null ? null : { position: String(link.last), hash: link.hash }
}

type Answer<A> = Either<StoreFailure | Cancelled, A>

/** The `EventChain` of a numbered log. */
export const chainOver = ({ withSource, isClosed, failureOf }: ChainEngine): EventChain => {
  const ask =
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
    head: () => ask(async (source) => right(await lastHead(source))),
    verify: (options: VerifyOptions = {}) => ask((source) => verifyChain(source, options)),
    seal: (options: VerifyOptions = {}) => ask((source) => sealChain(source, options)),
  }
}
