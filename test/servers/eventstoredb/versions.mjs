import { RecordsService } from './protocol.mjs'

const mebibyte = 1024 * 1024

/**
 * The differences between versions: the maximum size of an append by default and which bytes of an event count, whether
 * a filtered subscription gets a checkpoint when it has caught up, whether records for several streams are supported.
 * @typedef {{ release: string, maxAppendSize: number, sizeOf: (event: Sized) => number, hasCheckpointAtEnd: boolean,
 *   takesRecords: boolean }} Version
 * @typedef {{ data: Uint8Array, metadata: Uint8Array, type: string }} Sized
 */

/** The size of an event on disk, in bytes. */
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
  // A bug in its formula counts only the data.
  ['23.10', { ...newer, release: '23.10.1', sizeOf: ({ data }) => data.length, hasCheckpointAtEnd: false }],
  ['24.10', newer],
  ['26.1', { ...newer, release: '26.1.0', maxAppendSize: 16 * mebibyte, takesRecords: RecordsService !== null }],
])

/** The default version: the newest one that the client of this process was built for. */
export const usualVersion = RecordsService === null ? '23.10' : '26.1'

/** The names of the supported versions. */
export const versionNames = [...versions.keys()]

/** The behaviour of a version. */
export const versionNamed = (name) => {
  const version = versions.get(name)
  if (version === undefined) throw new Error(`Version ${name} is none of ${versionNames.join(', ')}.`)
  return version
}
