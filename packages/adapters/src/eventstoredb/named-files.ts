import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { StoreFailure } from '@clientele/domain'
import { unreadableFile } from '../event-log/unreadable-file.js'
import { isPlain, optionsOf } from './connection-string.js'

const unavailable = (problem: string): StoreFailure => ({ error: 'StoreUnavailable', problem })

type Named = { readonly option: string; readonly path: string }

const namedIn = (connectionString: string): readonly Named[] => {
  const options = optionsOf(connectionString)
  return ['tlsCAFile', 'userCertFile', 'userKeyFile'].flatMap((option) => {
    const path = options.get(option.toLowerCase())
    // The clients do not look at it without TLS.
    return path === undefined || (option === 'tlsCAFile' && isPlain(connectionString)) ? [] : [{ option, path }]
  })
}

const contents: { readonly [option: string]: (text: Buffer) => unknown } = {
  userCertFile: (cert) => createSecureContext({ cert }),
  userKeyFile: (key) => createSecureContext({ key }),
}

const problemOf = ({ option, path }: Named): StoreFailure | null => {
  try {
    const content = readFileSync(path)
    contents[option]?.(content)
    return null
  } catch (error) {
    const kind = option === 'userKeyFile' ? 'private key' : 'certificate'
    return unreadableFile(error, option, path) ?? unavailable(`The file ${path} of ${option} holds no ${kind} in PEM.`)
  }
}

/** What is wrong with a file that a connection string names; `null` when it is not that. */
export const failureOfFiles = (connectionString: string): StoreFailure | null => {
  const named = namedIn(connectionString)
  const ofUser = named.filter(({ option }) => option !== 'tlsCAFile')
  if (ofUser.length === 1) return unavailable('userCertFile and userKeyFile are given together, or neither.')
  return named.map(problemOf).find((problem) => problem !== null) ?? null
}
