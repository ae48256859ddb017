import type { Problem } from '@clientele/domain'

/** A question that does not decode: what is wrong with its fields, by their paths. A field nobody knows is named. */
export type MalformedQuestion = { readonly error: 'MalformedQuestion'; readonly problems: readonly Problem[] }
