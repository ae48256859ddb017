import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** A key of 256 bits. */
export type Key = Buffer

const [nonceLength, tagLength] = [12, 16]

/** Creates a random key. */
export const newKey = (): Key => randomBytes(32)

/**
 * Encrypts a text with AES-256-GCM; `context` is authenticated but not stored, and needed to decrypt. Returns base64.
 */
export const encrypt = (key: Key, plain: string | Buffer, context: string): string => {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(context))
  const text = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  return Buffer.concat([nonce, text, cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Decrypts a result of `encrypt`; `null` for another key or context, and for an altered text. */
export const decrypt = (key: Key, encrypted: string, context: string): Buffer | null => {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length < nonceLength + tagLength) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()])
  } catch {
    return null
  }
}

/** Derives the key of a text about several persons from all of their keys: HKDF-SHA-256 over them in order. */
export const keyOfAll = (keys: readonly Key[]): Key => {
  const [only] = keys
  if (keys.length === 1 && only !== undefined) return only
  return Buffer.from(hkdfSync('sha256', Buffer.concat(keys), '', 'clientele: text about several persons', 32))
}

/** An id of a key that does not reveal it, in 16 characters. */
export const idOfKey = (key: Key): string =>
  createHash('sha256').update('clientele: id of a key').update(key).digest('hex').slice(0, 16)

/** The HMAC-SHA-256 of a text, in hexadecimal digits: without the key, texts cannot be guessed and compared. */
export const keyedHash = (key: Key, text: string): string => createHmac('sha256', key).update(text).digest('hex')
