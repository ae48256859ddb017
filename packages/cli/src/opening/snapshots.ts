import { resolve } from 'node:path'
import type { Logger, SnapshotOptions } from '@clientele/adapters'
import type { SnapshotStore } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CliError, usageFailure } from '../cli-error.js'
import { type Io, say } from '../io.js'

const inFile = async (name: string, cwd: string): Promise<Either<CliError, SnapshotStore>> => {
  if (name === '')
    return usageFailure('--snapshots sqlite: needs the name of a file, as in sqlite:clientele.db.snapshots')
  const { sqliteSnapshots } = await import('@clientele/adapters/snapshots')
  return right(sqliteSnapshots({ file: resolve(cwd, name) }))
}

const inPostgres = async (connectionString: string): Promise<Either<CliError, SnapshotStore>> => {
  const { postgresSnapshots } = await import('@clientele/adapters/snapshots')
  return right(postgresSnapshots({ connectionString }))
}

const inDirectory = async (directory: string): Promise<Either<CliError, SnapshotStore>> => {
  const { fileSnapshots } = await import('@clientele/adapters/snapshots')
  return right(fileSnapshots({ directory }))
}

/** The scheme of an address; a single letter is a drive. */
export const schemeOf = (text: string): string | undefined => /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]

const snapshotsAt = async (text: string, cwd: string): Promise<Either<CliError, SnapshotStore>> => {
  const scheme = schemeOf(text)
  if (scheme === undefined) return inDirectory(resolve(cwd, text))
  if (scheme === 'sqlite') return inFile(text.slice('sqlite:'.length), cwd)
  if (scheme === 'postgres' || scheme === 'postgresql') return inPostgres(text)
  return usageFailure('--snapshots must be sqlite:FILE, a directory or postgres://...')
}

const textOf = (facts: object): string => {
  const { snapshots, reason, problem }: { snapshots?: unknown; reason?: unknown; problem?: unknown } = { ...facts }
  const why = reason ?? problem
  return `${snapshots === undefined ? '' : ` (${String(snapshots)})`}${why === undefined ? '' : `: ${String(why)}`}`
}

const createLogger = (io: Io): Logger => {
  const tell = (facts: object, message: string): void =>
    say(io, `${message.charAt(0).toUpperCase()}${message.slice(1)}${textOf(facts)}`)
  return { info: () => {}, warn: tell, error: tell }
}

// Runs are short, so snapshots must be saved more often.
const snapshotEvery = 1_000

/** The snapshot options of `--snapshots`, with a logger for problems; empty without the option. */
export const snapshotsIn = async (
  text: string | undefined,
  io: Io,
): Promise<Either<CliError, SnapshotOptions & { readonly logger?: Logger }>> => {
  if (text === undefined) return right({})
  const snapshots = await snapshotsAt(text, io.cwd)
  if (isLeft(snapshots)) return snapshots
  return right({ snapshots: snapshots.right, snapshotEvery: snapshotEvery, logger: createLogger(io) })
}
