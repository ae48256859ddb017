import { sentenceOf } from '@clientele/projections'

/** Why a row was refused, by name and facts. */
type RowRefusal = { readonly error: string; readonly [fact: string]: unknown }

/**
 * A problem of an import as a sentence in English, Finnish, Swedish or Estonian (`locale`), with the heading that was
 * probably meant and a hint, if known.
 */
export const problemSentence = (problem: RowRefusal, locale?: string): string => {
  const { nearest, hint } = problem
  const parts = [sentenceOf(problem, locale)]
  if (typeof nearest === 'string') parts.push(sentenceOf({ ...problem, error: 'NearestColumn' }, locale))
  if (typeof hint === 'string') parts.push(sentenceOf({ error: hint }, locale))
  return parts.join(' ')
}
