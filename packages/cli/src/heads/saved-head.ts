import type { KeyObject } from 'node:crypto'
import { type HeadDocument, headDocumentFrom, isSignedBy, isSignedByItsKey } from '@clientele/adapters/internal'
import type { ChainHead } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../cli-error.js'
import type { Io } from '../io.js'
import { publicKeyIn, textIn } from './keys.js'

const checkSignature = (document: HeadDocument, file: string, key: KeyObject | null): Either<CliError, ChainHead> => {
  if (key !== null && !isSignedBy(document, key))
    return failed(`The head in ${file} is not signed by the key of --key.`)
  if (key === null && document.signature !== undefined && !isSignedByItsKey(document))
    return failed(`The head in ${file} was changed after it was signed.`)
  return right({ position: document.position, hash: document.hash })
}

/** Reads a saved head. Its signature, if any, must be valid; with a key, it must be signed by that key. */
export const headIn = async (
  io: Io,
  file: string,
  keyFile: string | undefined,
): Promise<Either<CliError, ChainHead>> => {
  const text = await textIn(io, file)
  if (isLeft(text)) return text
  const document = headDocumentFrom(text.right)
  if (document === null) return failed(`The file ${file} holds no head: give what "clientele head" printed.`)
  if (keyFile === undefined) return checkSignature(document, file, null)
  const key = await publicKeyIn(io, keyFile)
  return isLeft(key) ? key : checkSignature(document, file, key.right)
}
