import type { Problem } from '@clientele/domain'

/** A query whose parameters do not decode: the problems by path, unknown fields included. */
export type MalformedQuestion = { readonly error: 'MalformedQuestion'; readonly problems: readonly Problem[] }
