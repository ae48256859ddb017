import { readFile } from 'node:fs/promises'
import { failureError } from '@clientele/domain'
import { decrypt, encrypt, idOfKey, type Key } from './cipher.js'
import type { MasterKey } from './options.js'

/** Wraps and unwraps keys; a wrapped key contains the id of its master key and is bound to its subject. */
export type Wrapping = {
  wrap(subject: string, key: Key): string
  /** Throws an `Error` that carries `MasterKeyWrong` for a key that another master key wrapped. */
  unwrap(subject: string, wrapped: string): Key
  /** Whether a key is wrapped by the newest master key. */
  isCurrent(wrapped: string): boolean
}

const throwWrongKey = (problem: string): never => {
  throw failureError({ error: 'MasterKeyWrong', problem })
}

/** Decodes a master key; throws an `Error` that carries `MasterKeyWrong`. */
export const masterKeyFrom = (text: unknown): Key => {
  const trimmed = typeof text === 'string' ? text.trim() : ''
  const key = /^[A-Za-z0-9+/]{43}=$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : null
  return key ?? throwWrongKey('The master key must be 32 bytes in base64, as `openssl rand -base64 32` makes them.')
}

/** Gets the master key from the host's option or the environment; `null` if there is none. */
export const readMasterKey = async (given: MasterKey | undefined, variable: string): Promise<Key | null> => {
  if (given !== undefined) return masterKeyFrom(typeof given === 'string' ? given : await given())
  const inEnvironment = process.env[variable]
  if (inEnvironment !== undefined && inEnvironment !== '') return masterKeyFrom(inEnvironment)
  const file = process.env[`${variable}_FILE`]
  if (file === undefined || file === '') return null
  const text = await readFile(file, 'utf8').catch(() =>
    throwWrongKey(`The file that ${variable}_FILE names cannot be read.`),
  )
  return masterKeyFrom(text)
}

const contextOf = (subject: string): string => `key of ${subject}`

/** Creates a wrapping that wraps with the newest master key and unwraps with any of them. */
export const createWrapping = (newest: Key, others: readonly Key[]): Wrapping => {
  const newestId = idOfKey(newest)
  const byId = new Map([newest, ...others].map((key) => [idOfKey(key), key]))
  return {
    wrap: (subject, key) => `${newestId}.${encrypt(newest, key, contextOf(subject))}`,
    unwrap: (subject, wrapped) => {
      const [id = '', text = ''] = wrapped.split('.')
      const master = byId.get(id)
      const key = master === undefined ? null : decrypt(master, text, contextOf(subject))
      return (
        key ??
        throwWrongKey('The keys of this register were wrapped by another master key: give that one. Nothing is erased.')
      )
    },
    isCurrent: (wrapped) => wrapped.startsWith(`${newestId}.`),
  }
}
