import type { Instant, KeyStoreSource, StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { type OptionKinds, sourceFor } from '../../options.js'
import { recordingTime } from '../../timing/clock.js'
import { loadDriver } from './driver/load.js'
import { storeFailureOf } from './failure.js'
import { connect, type FileOptions } from './file/file.js'
import { locatedFile, realFile } from './file/located.js'
import { sqliteKeys } from './keys.js'
import { storeOverFile } from './store.js'

export {
  type SqliteCheckpointOptions,
  type SqliteCheckpoints,
  sqliteCheckpoints,
} from './subscriptions/checkpoints.js'

export type SqliteOptions = {
  /** The file, created if it is missing; its directory must exist. */
  readonly file: string
  /**
   * `full` (the default): acknowledged appends survive a loss of power; `normal`: they survive only a crash of the
   * process.
   */
  readonly synchronous?: 'full' | 'normal' | undefined
  /** Gives the recording time of events; by default the system clock. */
  readonly clock?: (() => Instant) | undefined
  /**
   * How far `clock` may be ahead of this machine's clock, in milliseconds, before appends fail with `ClockAhead`; a day
   * by default. A time more than five years after the last event fails too. `Infinity` turns the check off.
   */
  readonly maxClockSkew?: number | undefined
  /** How long to wait for other processes that are writing to the file, in milliseconds; 10,000 by default. */
  readonly patience?: number | undefined
  /** The maximum size of the file in bytes; beyond it appends fail with `StoreFull`. No limit by default. */
  readonly maxBytes?: number | undefined
}

const fileOptions = ({ file, synchronous = 'full', patience = 10_000, maxBytes }: SqliteOptions): FileOptions => ({
  file: locatedFile(file),
  synchronous,
  patience,
  maxBytes: maxBytes ?? null,
})

/** A store in one SQLite file, for one machine: several processes may have it open at the same time. */
export const sqlite = (options: SqliteOptions): StoreSource => sourceFor('sqlite', options, optionKinds, sourceIn)

const optionKinds: OptionKinds<SqliteOptions> = {
  file: 'text',
  synchronous: ['full', 'normal'],
  clock: 'function',
  maxClockSkew: 'milliseconds',
  patience: 'milliseconds',
  maxBytes: 'count',
}

// Located anew each time: the file may be made, or linked, in between.
const keysBeside = (file: string): KeyStoreSource => {
  const keys = () => sqliteKeys({ file: `${realFile(file)}.keys` })
  return { name: `sqlite:${file}.keys`, exists: () => keys().exists(), open: () => keys().open() }
}

const sourceIn = (options: SqliteOptions): StoreSource => {
  const file = fileOptions(options)
  return {
    name: `sqlite:${options.file}`,
    keys: keysBeside(file.file),
    open: async () => {
      try {
        const open = await loadDriver()
        return right(storeOverFile(await connect(open, file), { ...file, open, timeAfter: recordingTime(options) }))
      } catch (error) {
        return left(storeFailureOf(error))
      }
    },
  }
}
