import { type Either, left } from 'fp-ts/lib/Either.js'

/** Why a command is refused: a stable name and the facts that explain it. Nothing was appended. */
export type Rejection<N extends string = string> = { readonly error: N }

/**
 * What a rejection says about a command: it names what is not there, does not fit what is in the register, is not allowed
 * to its actor, or is wrong by itself.
 */
export type RejectionKind = 'notFound' | 'conflict' | 'forbidden' | 'invalid'

/** The definition of a rejection: call it with its facts to refuse. */
export type RejectionOf<N extends string, D extends object> = {
  (facts: D): Either<Rejection<N> & D, never>
  readonly error: N
  readonly facts: readonly string[]
  /** What each fact is. */
  readonly factKinds: { readonly [fact: string]: FactKind }
  readonly kind: RejectionKind
}

/** A definition of a rejection with its facts erased. */
export type NamedRejection<N extends string = string> = { readonly error: N }

/** What a fact can be. */
export type FactKind = keyof Kinds

type Kinds = {
  readonly text: string
  readonly number: number
  readonly texts: readonly string[]
  readonly numbers: readonly number[]
  readonly optional: string | null
}
type Facts = { readonly [fact: string]: keyof Kinds }
type FactsOf<F extends Facts> = { readonly [K in keyof F]: Kinds[F[K]] }

/** Defines a rejection by its name, the facts it carries and its kind. */
export const rejection = <N extends string, F extends Facts>(
  error: N,
  facts: F,
  kind: RejectionKind = 'conflict',
): RejectionOf<N, FactsOf<F>> =>
  Object.assign((values: FactsOf<F>) => left({ error, ...values }), {
    error,
    facts: Object.keys(facts),
    factKinds: facts,
    kind,
  })

/** The rejections a table of definitions describes. */
export type RejectionsOf<T> = {
  [K in keyof T]: T[K] extends RejectionOf<infer N, infer D> ? Rejection<N> & D : never
}[keyof T]
