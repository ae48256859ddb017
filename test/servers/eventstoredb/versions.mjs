import { RecordsService } from './protocol.mjs'

const mebibyte = 1024 * 1024

/**
 * What differs from version to version: the bytes one append takes by default and which of an event are counted,
 * whether a filtered subscription gets a checkpoint when it has caught up, whether records for several streams are taken.
 * @typedef {{ release: string, maxAppendSize: number, sizeOf: (event: Sized) => number, hasCheckpointAtEnd: boolean,
 *   takesRecords: boolean }} Version
 * @typedef {{ data: Uint8Array, metadata: Uint8Array, type: string }} Sized
 */

/** How many bytes an event takes on disk. */
export const sizeOnDisk = ({ data, metadata, type }) => data.length + metadata.length + 2 * type.length

const newer = {
  release: '24.10.4',
  maxAppendSize: mebibyte,
  sizeOf: sizeOnDisk,
  hasCheckpointAtEnd: true,
  takesRecords: false,
}

/** @type {ReadonlyMap<string, Version>} */
const versions = new Map([
  // A slip in its formula lets it count the data only.
  ['23.10', { ...newer, release: '23.10.1', sizeOf: ({ data }) => data.length, hasCheckpointAtEnd: false }],
  ['24.10', newer],
  ['26.1', { ...newer, release: '26.1.0', maxAppendSize: 16 * mebibyte, takesRecords: RecordsService !== null }],
])

/** What is spoken like when nothing is said: the newest version the client of the process was made for. */
export const usualVersion = RecordsService === null ? '23.10' : '26.1'

/** The names of the versions a server can speak like. */
export const versionNames = [...versions.keys()]

/** What a version does. */
export const versionNamed = (name) => {
  const version = versions.get(name)
  if (version === undefined) throw new Error(`Version ${name} is none of ${versionNames.join(', ')}.`)
  return version
}
