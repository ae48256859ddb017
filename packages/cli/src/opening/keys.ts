import { resolve } from 'node:path'
import type { KeyStoreSource } from '@clientele/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { type CliError, usageFailure } from '../cli-error.js'
import { schemeOf } from './snapshots.js'

const inFile = async (name: string, cwd: string): Promise<Either<CliError, KeyStoreSource>> => {
  if (name === '') return usageFailure('keys in sqlite: need the name of a file, as in sqlite:clientele.db.keys')
  const { sqliteKeys } = await import('@clientele/adapters/keys')
  return right(sqliteKeys({ file: resolve(cwd, name) }))
}

const inPostgres = async (connectionString: string): Promise<Either<CliError, KeyStoreSource>> => {
  const { postgresKeys } = await import('@clientele/adapters/postgres')
  return right(postgresKeys({ connectionString }))
}

/** The location of the keys of persons from an option such as `--keys`; `null` for the default of the store. */
export const keysAt = async (
  option: string,
  text: string | undefined,
  cwd: string,
): Promise<Either<CliError, KeyStoreSource | null>> => {
  if (text === undefined) return right(null)
  const scheme = schemeOf(text)
  if (scheme === 'sqlite') return inFile(text.slice('sqlite:'.length), cwd)
  if (scheme === 'postgres' || scheme === 'postgresql') return inPostgres(text)
  return usageFailure(`--${option} must be sqlite:FILE or postgres://...`)
}
