import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { withoutPassword } from '@clientele/adapters/internal'
import { memory } from '@clientele/adapters/memory'
import type { Instant, StoreSource } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { type Complaint, failed, misused } from '../cli-error.js'
import { shellWord } from '../printing/shell-lines.js'
import { keysAt } from './keys.js'

/** A store as `--store` names it, without the password; `file` is where it is, when it is a file. */
export type Place = { readonly url: string; readonly source: StoreSource; readonly file: string | null }

/** The folder file names are relative to, and the time events are recorded at when it is not the present. */
export type Whereabouts = { readonly cwd: string; readonly clock?: () => Instant }

// Times of a log that is copied are as they are.
const clockOf = ({ clock }: Whereabouts) =>
  clock === undefined ? {} : { clock, maxClockSkew: Number.POSITIVE_INFINITY }

const inFile: Scheme = async (url, whereabouts) => {
  const name = url.slice('sqlite:'.length)
  if (name === '') return misused('--store sqlite: needs the name of a file, as in sqlite:clientele.db')
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

/** The options an address of a server stands for: `prefix=` is ours, and the client would not know it. */
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

type Scheme = (url: string, whereabouts: Whereabouts) => Promise<Either<Complaint, Place>>

const schemes: { readonly [scheme: string]: Scheme } = {
  sqlite: inFile,
  memory: async (url, whereabouts) => right({ url, source: memory(clockOf(whereabouts)), file: null }),
  postgres: inPostgres,
  postgresql: inPostgres,
  esdb: inEventStoreDb,
  kurrentdb: inKurrentDb,
}

const known = 'sqlite:FILE, memory:, postgres://..., esdb://... or kurrentdb://...'

/** The store an URL names. */
export const storeAt = async (url: string, whereabouts: Whereabouts): Promise<Either<Complaint, Place>> => {
  const scheme = /^([a-z]+)(\+[a-z]+)?:/.exec(url)?.[1] ?? ''
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  return open === undefined
    ? misused(`--store must be ${known}, not "${withoutPassword(url)}"`)
    : open(url, whereabouts)
}

/** Where the keys of persons of a store are, and the option that says so. */
type GivenKeys = { readonly option: string; readonly keys: string | undefined }

/** The store an URL names, with its keys where an option names a place for them. */
export const storeWithKeys = async (
  url: string,
  { option, keys }: GivenKeys,
  whereabouts: Whereabouts,
): Promise<Either<Complaint, Place>> => {
  const place = await storeAt(url, whereabouts)
  if (isLeft(place)) return place
  const given = await keysAt(option, keys, whereabouts.cwd)
  if (isLeft(given)) return given
  const { source } = place.right
  return right(given.right === null ? place.right : { ...place.right, source: { ...source, keys: given.right } })
}

/** Whether there is something to read: reading never makes a file. */
export const toRead = (place: Place): Either<Complaint, Place> =>
  place.file === null || existsSync(place.file)
    ? right(place)
    : failed(
        `There is no register at ${place.file}. Make one with "clientele import DIR --store ${shellWord(place.url)}", ` +
          `or try "clientele demo --store ${shellWord(place.url)}".`,
      )
