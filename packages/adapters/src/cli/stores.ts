import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { StoreSource } from '@clientele/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'
import { memory } from '../memory/index.js'
import { type Complaint, failed, misused } from './complaint.js'

/** A store as `--store` names it; `file` is where it is, when it is a file. */
export type Place = { readonly url: string; readonly source: StoreSource; readonly file: string | null }

const inFile = async (url: string, cwd: string): Promise<Either<Complaint, Place>> => {
  const name = url.slice('sqlite:'.length)
  if (name === '') return misused('--store sqlite: needs the name of a file, as in sqlite:clientele.db')
  const { sqlite } = await import('../sqlite/index.js')
  const file = resolve(cwd, name)
  return right({ url, source: sqlite({ file }), file })
}

const missing = (product: string): Either<Complaint, never> =>
  failed(`This version has no adapter for ${product}: use --store sqlite:FILE.`)

type Scheme = (url: string, cwd: string) => Promise<Either<Complaint, Place>>

const schemes: { readonly [scheme: string]: Scheme } = {
  sqlite: inFile,
  memory: async (url) => right({ url, source: memory(), file: null }),
  postgres: async () => missing('PostgreSQL'),
  postgresql: async () => missing('PostgreSQL'),
  esdb: async () => missing('EventStoreDB'),
  kurrentdb: async () => missing('KurrentDB'),
}

const known = 'sqlite:FILE, memory:, postgres://..., esdb://... or kurrentdb://...'

/** The store an URL names. */
export const storeAt = async (url: string, cwd: string): Promise<Either<Complaint, Place>> => {
  const scheme = /^([a-z]+):/.exec(url)?.[1] ?? ''
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined
  return open === undefined ? misused(`--store must be ${known}, not "${url}"`) : open(url, cwd)
}

/** Whether there is something to read: reading never makes a store. */
export const toRead = (place: Place): Either<Complaint, Place> =>
  place.file === null || existsSync(place.file)
    ? right(place)
    : failed(
        `There is no register at ${place.file}. Make one with "clientele import DIR --store ${place.url}", ` +
          `or try "clientele demo --store ${place.url}".`,
      )
