import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed } from '../cli-error.js'
import type { Io } from '../io.js'

const wordsFor: { readonly [code: string]: string } = {
  ENOENT: 'there is none',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a directory',
}

/** Reads a small file named on the command line. */
export const textIn = async (io: Io, file: string): Promise<Either<CliError, string>> => {
  try {
    return right(await readFile(resolve(io.cwd, file), 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return failed(`The file ${file} cannot be read: ${wordsFor[code] ?? code}.`)
  }
}

const parseKey = (read: () => KeyObject): KeyObject | null => {
  try {
    const key = read()
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

const keyIn = async (
  io: Io,
  file: string,
  read: (pem: string) => KeyObject,
  what: string,
): Promise<Either<CliError, KeyObject>> => {
  const pem = await textIn(io, file)
  if (isLeft(pem)) return pem
  const key = parseKey(() => read(pem.right))
  return key === null ? failed(`The file ${file} holds no ${what}.`) : right(key)
}

/** Reads a private key to sign with. */
export const privateKeyIn = (io: Io, file: string): Promise<Either<CliError, KeyObject>> =>
  keyIn(io, file, createPrivateKey, 'private Ed25519 key in PEM (PKCS#8, without a passphrase)')

/** Reads the public key that a head must be signed by. */
export const publicKeyIn = (io: Io, file: string): Promise<Either<CliError, KeyObject>> =>
  keyIn(io, file, createPublicKey, 'public Ed25519 key in PEM')
