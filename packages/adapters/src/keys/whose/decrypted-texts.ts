import type { PersonalText } from '@clientele/domain'

// By the data of the event, which a copy of the event shares.
const decryptedTexts = new WeakMap<object, readonly PersonalText[]>()

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null

/**
 * Remembers the texts that were decrypted from an event, with their subjects. A copy of the event encrypts them again,
 * also if the program that copies it does not know its type: an event of a host may have personal fields.
 */
export const rememberDecrypted = (data: unknown, texts: readonly PersonalText[]): void => {
  if (isObject(data)) decryptedTexts.set(data, texts)
}

/** The texts that were decrypted from an event with this data; empty for other data. */
export const decryptedTextsOf = (data: unknown): readonly PersonalText[] =>
  isObject(data) ? (decryptedTexts.get(data) ?? []) : []
