import { definitionOfRejection, type RejectionTable } from '@clientele/domain'
import { languagesIn } from './locale.js'
import { messagesFor } from './messages.js'

/** Any rejection or failure: the name of a reason, with facts as further fields. */
export type Refused = { readonly error: string }

/** A name in words: `GroupNotFound` becomes `Group not found`. */
export const nameInWords = (name: string): string => {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const formatFact = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(formatFact).join(', ')
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–')
}

const hostSentence = (refused: Refused, locale: string, table?: RejectionTable): string | undefined => {
  const sentences = definitionOfRejection(refused, table)?.wording.sentences ?? {}
  const byLanguage = new Map(Object.entries(sentences).map(([name, sentence]) => [name.toLowerCase(), sentence]))
  const language = [...languagesIn(locale), 'en'].find((one) => byLanguage.has(one))
  return language === undefined ? undefined : byLanguage.get(language)
}

/**
 * A rejection or failure as a sentence for users, in English, Finnish, Swedish or Estonian (`locale`: `en`, `fi`, `sv`,
 * `et`, a tag like `fi-FI` or an `Accept-Language` header; English for any other). The sentence contains ids, nothing that is hidden from the actor, and no technical
 * detail. A rejection of the host is worded by its own `sentences`, in any of their languages; `table` finds rejections
 * of the host that were copied, for example by JSON.
 */
export const sentenceOf = (refused: Refused, locale?: string, table?: RejectionTable): string => {
  const facts = new Map<string, unknown>(Object.entries(refused))
  const ownText = messagesFor(locale).refusals[refused.error]
  const text = ownText ?? hostSentence(refused, locale ?? 'en', table) ?? `${nameInWords(refused.error)}.`
  return text.replace(/\{(\w+)\}/g, (_, fact: string) => formatFact(facts.get(fact)))
}
