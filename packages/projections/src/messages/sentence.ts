import { definitionOfRejection, type RejectionTable } from '@clientele/domain'
import { messagesFor } from './messages.js'

/** Anything that says by its name why something was not done, with the facts that explain it. */
export type Refused = { readonly error: string }

/** A name in words: `GroupNotFound`, `Group not found`. */
export const nameInWords = (name: string): string => {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(shown).join(', ')
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–')
}

// A language code may come with a region: `fi-FI`.
const ofHost = (refused: Refused, locale: string, table?: RejectionTable): string | undefined => {
  const sentences = definitionOfRejection(refused, table)?.wording.sentences ?? {}
  const name = [locale, locale.replace(/[-_].*$/, ''), 'en'].find((one) => Object.hasOwn(sentences, one))
  return name === undefined ? undefined : sentences[name]
}

/**
 * A rejection or failure as a sentence for people, in English, Finnish, Swedish or Estonian (`locale`: `en`, `fi`, `sv`,
 * `et`; English where it is another). It names ids, nothing that is hidden from the actor, and no technical detail.
 * A rejection of the host is told by its own `sentences`, in any language they are in; `table` names the rejections of
 * the host where one was copied, for example by JSON.
 */
export const sentenceOf = (refused: Refused, locale?: string, table?: RejectionTable): string => {
  const facts = new Map<string, unknown>(Object.entries(refused))
  const ours = messagesFor(locale).refusals[refused.error]
  const text = ours ?? ofHost(refused, locale ?? 'en', table) ?? `${nameInWords(refused.error)}.`
  return text.replace(/\{(\w+)\}/g, (_, fact: string) => shown(facts.get(fact)))
}
