import { type Either, left } from 'fp-ts/lib/Either.js'

/** Why a command is refused: a stable name and the facts that explain it. Nothing was appended. */
export type Rejection<N extends string = string> = { readonly error: N }

/**
 * The kind of a rejection: the command names something that does not exist, conflicts with the register, is not allowed
 * to its actor, or is invalid by itself.
 */
export type RejectionKind = (typeof rejectionKinds)[number]

/** The kinds of rejections. */
export const rejectionKinds = ['notFound', 'conflict', 'forbidden', 'invalid'] as const

/**
 * The wording of a rejection of the host: a sentence per locale with `{fact}` as placeholders, and the `type` of its
 * problem details, a URI. Rejections of this library are worded by its messages.
 */
export type RejectionWording = {
  readonly sentences?: { readonly [locale: string]: string } | undefined
  readonly type?: string | undefined
}

/** The definition of a rejection with the types of its facts erased. */
export type NamedRejection<N extends string = string> = {
  readonly error: N
  readonly facts: readonly string[]
  /** The kind of each fact. */
  readonly factKinds: { readonly [fact: string]: FactKind }
  readonly kind: RejectionKind
  readonly wording: RejectionWording
}

/** Definitions of rejections, by name. */
export type RejectionTable = { readonly [name: string]: NamedRejection }

/** The definition of a rejection: call it with its facts to refuse. */
export type RejectionOf<N extends string, D extends object> = NamedRejection<N> &
  ((facts: D) => Either<Rejection<N> & D, never>)

/** The kinds of facts. */
export type FactKind = keyof Kinds

/** All kinds of facts. */
export const factKinds: readonly FactKind[] = ['text', 'number', 'texts', 'numbers', 'optional']

type Kinds = {
  readonly text: string
  readonly number: number
  readonly texts: readonly string[]
  readonly numbers: readonly number[]
  readonly optional: string | null
}
type Facts = { readonly [fact: string]: keyof Kinds }
type FactsOf<F extends Facts> = { readonly [K in keyof F]: Kinds[F[K]] }

/** Defines a rejection by its name, its facts and its kind; a rejection of the host also by its wording. */
export const rejection = <N extends string, F extends Facts>(
  error: N,
  facts: F,
  kind: RejectionKind = 'conflict',
  wording: RejectionWording = {},
): RejectionOf<N, FactsOf<F>> =>
  Object.assign((values: FactsOf<F>) => left({ error, ...values }), {
    error,
    facts: Object.keys(facts),
    factKinds: facts,
    kind,
    wording,
  })

/** The rejections a table of definitions describes. */
export type RejectionsOf<T> = {
  [K in keyof T]: T[K] extends RejectionOf<infer N, infer D> ? Rejection<N> & D : never
}[keyof T]
