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

/**
 * A rejection or failure as a sentence for people, in English, Finnish, Swedish or Estonian (`locale`: `en`, `fi`, `sv`,
 * `et`; English where it is another). It names ids, nothing that is hidden from the actor, and no technical detail.
 */
export const sentenceOf = (refused: Refused, locale?: string): string => {
  const facts = new Map<string, unknown>(Object.entries(refused))
  const text = messagesFor(locale).refusals[refused.error] ?? `${nameInWords(refused.error)}.`
  return text.replace(/\{(\w+)\}/g, (_, fact: string) => shown(facts.get(fact)))
}
