import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { StoreFailure } from '@clientele/domain'
import { unreadableFile } from '../../numbered-log/unreadable-file.js'
import { isPlain, optionsOf } from './connection-string.js'

const unavailable = (problem: string): StoreFailure => ({ error: 'StoreUnavailable', problem })

type NamedFile = { readonly option: string; readonly path: string }

const namedFilesIn = (connectionString: string): readonly NamedFile[] => {
  const options = optionsOf(connectionString)
  return ['tlsCAFile', 'userCertFile', 'userKeyFile'].flatMap((option) => {
    const path = options.get(option.toLowerCase())
    // Without TLS the clients ignore it.
    return path === undefined || (option === 'tlsCAFile' && isPlain(connectionString)) ? [] : [{ option, path }]
  })
}

const contents: { readonly [option: string]: (text: Buffer) => unknown } = {
  userCertFile: (cert) => createSecureContext({ cert }),
  userKeyFile: (key) => createSecureContext({ key }),
}

const problemOf = ({ option, path }: NamedFile): StoreFailure | null => {
  try {
    const content = readFileSync(path)
    contents[option]?.(content)
    return null
  } catch (error) {
    const kind = option === 'userKeyFile' ? 'private key' : 'certificate'
    return unreadableFile(error, option, path) ?? unavailable(`The file ${path} of ${option} holds no ${kind} in PEM.`)
  }
}

const isPair = (cert: string, key: string): boolean => {
  try {
    return createSecureContext({ cert: readFileSync(cert), key: readFileSync(key) }) !== null
  } catch {
    return false
  }
}

/** The problem with the files that a connection string names; `null` if they are fine. */
export const failureOfFiles = (connectionString: string): StoreFailure | null => {
  const named = namedFilesIn(connectionString)
  const problem = named.map(problemOf).find((one) => one !== null)
  if (problem !== undefined) return problem
  const [cert, key] = ['userCertFile', 'userKeyFile'].map((name) => named.find(({ option }) => option === name)?.path)
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined)
    return unavailable('userCertFile and userKeyFile are given together, or neither.')
  return isPair(cert, key) ? null : unavailable(`The key in ${key} is not that of the certificate in ${cert}.`)
}
