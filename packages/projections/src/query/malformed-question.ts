import type { Problem } from '@clientele/domain'

/** A query whose parameters do not decode, with the problems by path; unknown fields are problems, too. */
export type MalformedQuestion = { readonly error: 'MalformedQuestion'; readonly problems: readonly Problem[] }
