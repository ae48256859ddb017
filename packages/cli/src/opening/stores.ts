import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { withoutPassword } from '@clientele/adapters/internal'
import { memory } from '@clientele/adapters/memory'
import type { Instant, StoreSource } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type CliError, failed, usageFailure } from '../cli-error.js'
import { shellWord } from '../printing/shell-lines.js'
import { keysAt } from './keys.js'

/** The store of `--store`; the address is without the password, `file` is its path if it is a file. */
export type Place = { readonly url: string; readonly source: StoreSource; readonly file: string | null }

/** The base directory of file names, and the recording time of events unless it is the system's. */
export type StoreContext = { readonly cwd: string; readonly clock?: () => Instant }

// Copied events keep their recording times: turn the skew check off.
const clockOf = ({ clock }: StoreContext) =>
  clock === undefined ? {} : { clock, maxClockSkew: Number.POSITIVE_INFINITY }

const inFile: Scheme = async (url, whereabouts) => {
  const name = url.slice('sqlite:'.length)
  if (name === '') return usageFailure('--store sqlite: needs the name of a file, as in sqlite:clientele.db')
  const { sqlite } = await import('@clientele/adapters/sqlite')
  const file = resolve(whereabouts.cwd, name)
  return right({ url, source: sqlite({ file, ...clockOf(whereabouts) }), file })
}

const inPostgres: Scheme = async (url, whereabouts) => {
  const { postgres } = await import('@clientele/adapters/postgres')
  return right({
    url: withoutPassword(url),
    source: postgres({ connectionString: url, ...clockOf(whereabouts) }),
    file: null,
  })
}

/** The options in a server address: `prefix=` is our own, and unknown to the client. */
export const withPrefix = (url: string): { readonly connectionString: string; readonly prefix?: string } => {
  const [whole, before, prefix] = /([?&])prefix=([^&]*)&?/.exec(url) ?? []
  if (whole === undefined || before === undefined || prefix === undefined) return { connectionString: url }
  return { connectionString: url.replace(whole, before).replace(/[?&]$/, ''), prefix }
}

const inEventStoreDb: Scheme = async (url) => {
  const { eventstoredb } = await import('@clientele/adapters/eventstoredb')
  return right({ url: withoutPassword(url), source: eventstoredb(withPrefix(url)), file: null })
}

const inKurrentDb: Scheme = async (url) => {
  const { kurrentdb } = await import('@clientele/adapters/eventstoredb')
  return right({ url: withoutPassword(url), source: kurrentdb(withPrefix(url)), file: null })
}

type Scheme = (url: string, whereabouts: StoreContext) => Promise<Either<CliError, Place>>

const schemes: { readonly [scheme: string]: Scheme } = {
  sqlite: inFile,
  memory: async (url, whereabouts) => right({ url, source: memory(clockOf(whereabouts)), file: null }),
  postgres: inPostgres,
  postgresql: inPostgres,
  esdb: inEventStoreDb,
  kurrentdb: inKurrentDb,
}

const known = 'sqlite:FILE, memory:, postgres://..., esdb://... or kurrentdb://...'

/** The store of a URL. */
export const storeAt = async (url: string, whereabouts: StoreContext): Promise<Either<CliError, Place>> => {
  const scheme = /^([a-z]+)(\+[a-z]+)?:/.exec(url)?.[1] ?? ''
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  return open === undefined
    ? usageFailure(`--store must be ${known}, not "${withoutPassword(url)}"`)
    : open(url, whereabouts)
}

/** The location of the keys of persons, and the option that sets it. */
type KeysOption = { readonly option: string; readonly keys: string | undefined }

/** The store of a URL, with the location of its keys if an option sets it. */
export const storeWithKeys = async (
  url: string,
  { option, keys }: KeysOption,
  whereabouts: StoreContext,
): Promise<Either<CliError, Place>> => {
  const place = await storeAt(url, whereabouts)
  if (isLeft(place)) return place
  const given = await keysAt(option, keys, whereabouts.cwd)
  if (isLeft(given)) return given
  const { source } = place.right
  return right(given.right === null ? place.right : { ...place.right, source: { ...source, keys: given.right } })
}

/** Checks that the store exists, since reading must not create a file. */
export const existingStore = (place: Place): Either<CliError, Place> =>
  place.file === null || existsSync(place.file)
    ? right(place)
    : failed(
        `There is no register at ${place.file}. Make one with "clientele import DIR --store ${shellWord(place.url)}", ` +
          `or try "clientele demo --store ${shellWord(place.url)}".`,
      )
