import {
  erasedText,
  failureError,
  type NewEvent,
  type PersonalText,
  type RecordedEvent,
  withTexts,
} from '@clientele/domain'
import * as t from 'io-ts'
import { decrypt, encrypt, keyOfAll } from './cipher.js'
import type { KnownKey } from './key-ring.js'
import { rememberDecrypted } from './whose/decrypted-texts.js'

/** The field in the data of an event that contains its encrypted texts. */
const encryptedField = 'encryptedTexts'

const EncryptedTexts = t.readonlyArray(t.readonly(t.type({ of: t.readonlyArray(t.string), text: t.string })))

/** Texts about the same persons, encrypted together under their keys. */
type EncryptedTexts = t.TypeOf<typeof EncryptedTexts>

const Texts = t.readonlyArray(
  t.readonly(t.type({ path: t.readonlyArray(t.union([t.string, t.number])), text: t.string })),
)

export type Keys = ReadonlyMap<string, KnownKey>

/** The encrypted texts of a stored event; may be empty. */
export const encryptedIn = ({ data }: Pick<RecordedEvent, 'data'>): EncryptedTexts => {
  if (typeof data !== 'object' || data === null || !(encryptedField in data)) return []
  const found: unknown = Reflect.get(data, encryptedField)
  return EncryptedTexts.is(found) ? found : []
}

/** The keys of subjects; `null` if one of them is destroyed. */
const keysOf = (subjects: readonly string[], keys: Keys): readonly Buffer[] | null => {
  const found: Buffer[] = []
  for (const subject of subjects) {
    const key = keys.get(subject)
    if (key === undefined)
      throw failureError({
        error: 'KeyNotFound',
        problem:
          'The key store lacks a key that the log needs: it is another one, or older than the log. Open the register with ' +
          'the key store that belongs to it. Nothing is erased.',
      })
    if (key === 'destroyed') return null
    found.push(key)
  }
  return found
}

const contextOf = (eventId: string, subjects: readonly string[]): string => [eventId, ...subjects].join('\n')

const groupBySubjects = (texts: readonly PersonalText[]): readonly (readonly PersonalText[])[] => {
  const groups = new Map<string, PersonalText[]>()
  for (const text of texts) {
    const group = text.subjects.join('\n')
    groups.set(group, [...(groups.get(group) ?? []), text])
  }
  return [...groups.values()]
}

const encryptGroup = (eventId: string, texts: readonly PersonalText[], keys: Keys): EncryptedTexts => {
  const of = texts[0]?.subjects ?? []
  const all = keysOf(of, keys)
  if (all === null) return []
  const plain = JSON.stringify(texts.map(({ path, text }) => ({ path, text })))
  return [{ of, text: encrypt(keyOfAll(all), plain, contextOf(eventId, of)) }]
}

/** Encrypts the texts of an event, one ciphertext for each set of persons; omits texts about erased persons. */
export const encryptEvent = (event: NewEvent, texts: readonly PersonalText[], keys: Keys): NewEvent => {
  if (texts.length === 0) return event
  const groups = groupBySubjects(texts).flatMap((group) => encryptGroup(event.id, group, keys))
  const { data, metadata } = withTexts(
    event,
    texts.map(({ path }) => ({ path, text: erasedText })),
  )
  return { ...event, metadata, data: groups.length === 0 ? data : { ...Object(data), [encryptedField]: groups } }
}

const throwUnreadable = ({ stream, revision, type }: RecordedEvent): never => {
  const problem = { path: `data.${encryptedField}`, expected: 'texts encrypted for this event', actual: 'others' }
  throw failureError({ error: 'EventUnreadable', stream, revision, type, problems: [problem] })
}

const parsePlain = (plain: Buffer | null): unknown => (plain === null ? null : JSON.parse(plain.toString()))

const decryptTexts = (
  event: RecordedEvent,
  { of, text }: EncryptedTexts[number],
  keys: Keys,
): t.TypeOf<typeof Texts> => {
  const all = keysOf(of, keys)
  if (all === null) return []
  const texts = parsePlain(decrypt(keyOfAll(all), text, contextOf(event.id, of)))
  return Texts.is(texts) ? texts : throwUnreadable(event)
}

const withoutEncrypted = (data: unknown): unknown => {
  const { [encryptedField]: _, ...rest } = Object(data)
  return rest
}

/** Decrypts an event; texts about erased persons become `[erased]`. */
export const decryptEvent = (event: RecordedEvent, keys: Keys): RecordedEvent => {
  const groups = encryptedIn(event)
  if (groups.length === 0) return event
  const texts = groups.flatMap((group) =>
    decryptTexts(event, group, keys).map(({ path, text }) => ({ path, text, subjects: group.of })),
  )
  const { data, metadata } = withTexts({ data: withoutEncrypted(event.data), metadata: event.metadata }, texts)
  rememberDecrypted(data, texts)
  return { ...event, data, metadata }
}
