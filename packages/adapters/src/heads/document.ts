import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { ChainHead } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** A head to save elsewhere. The signature covers all other fields; the key is DER in base64. */
export type HeadDocument = ChainHead & {
  readonly takenAt?: string | undefined
  readonly publicKey?: string | undefined
  readonly signature?: string | undefined
}

const Head = t.intersection([
  t.type({ position: t.string, hash: t.string }),
  t.partial({ takenAt: t.string, publicKey: t.string, signature: t.string }),
])

// The output of a verification, which contains the head.
const Verified = t.type({ head: Head })

const signedText = ({ position, hash, takenAt = '', publicKey = '' }: HeadDocument): Buffer =>
  Buffer.from(JSON.stringify(['clientele head 1', position, hash, takenAt, publicKey]))

const spki = { format: 'der', type: 'spki' } as const

/** Signs a head with a private key; `takenAt` is an instant. */
export const signedHead = (head: ChainHead, takenAt: string, key: KeyObject): HeadDocument => {
  const publicKey = createPublicKey(key).export(spki).toString('base64')
  const unsigned = { ...head, takenAt, publicKey }
  return { ...unsigned, signature: sign(null, signedText(unsigned), key).toString('base64') }
}

/** Whether a document is signed by a key. */
export const isSignedBy = (document: HeadDocument, key: KeyObject): boolean => {
  if (key.asymmetricKeyType !== 'ed25519') return false
  try {
    return verify(null, signedText(document), key, Buffer.from(document.signature ?? '', 'base64'))
  } catch {
    return false
  }
}

/** Whether a document is signed by the key that it contains. */
export const isSignedByItsKey = (document: HeadDocument): boolean => {
  try {
    return isSignedBy(document, createPublicKey({ key: Buffer.from(document.publicKey ?? '', 'base64'), ...spki }))
  } catch {
    return false
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const decodeHead = (value: unknown): HeadDocument | null => {
  const head = Head.decode(value)
  if (!isLeft(head)) return head.right
  const verified = Verified.decode(value)
  return isLeft(verified) ? null : verified.right.head
}

/** Parses a printed head, alone or in the output of a verification; `null` for any other text. */
export const headDocumentFrom = (text: string): HeadDocument | null => {
  const document = decodeHead(parseJson(text))
  return document !== null && document.position !== '' && /^[0-9a-f]{64}$/.test(document.hash) ? document : null
}
