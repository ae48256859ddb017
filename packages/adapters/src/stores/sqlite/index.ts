import type { Instant, StoreSource } from '@clientele/domain'
import { left, right } from 'fp-ts/lib/Either.js'
import { type OptionKinds, sourceFor } from '../../options.js'
import { recordingTime } from '../../timing/clock.js'
import { loadDriver } from './driver/load.js'
import { storeFailureOf } from './failure.js'
import { connect, type FileOptions } from './file/file.js'
import { sqliteKeys } from './keys.js'
import { storeOverFile } from './store.js'

export {
  type SqliteCheckpointOptions,
  type SqliteCheckpoints,
  sqliteCheckpoints,
} from './subscriptions/checkpoints.js'

export type SqliteOptions = {
  /** The file; made when there is none, its directory is not. */
  readonly file: string
  /** `full` (the default): what was acknowledged survives a loss of power; `normal`: only the end of the process. */
  readonly synchronous?: 'full' | 'normal'
  /** The time events are recorded at; by default the system's. */
  readonly clock?: () => Instant
  /**
   * How far that clock may be ahead of this machine's, in milliseconds, before appends are `ClockAhead`; a day by default.
   * One more than five years ahead of the last event is refused too. `Infinity` refuses none.
   */
  readonly maxClockSkew?: number
  /** How long to wait for other processes that write to the file, in milliseconds; 10,000 by default. */
  readonly patience?: number
  /** The most the file may grow to; then appends are `StoreFull`. No limit by default. */
  readonly maxBytes?: number
}

const fileOptions = ({ file, synchronous = 'full', patience = 10_000, maxBytes }: SqliteOptions): FileOptions => ({
  file,
  synchronous,
  patience,
  maxBytes: maxBytes ?? null,
})

/** A store in one file of SQLite, for one machine: several processes may have it open at the same time. */
export const sqlite = (options: SqliteOptions): StoreSource => sourceFor('sqlite', options, known, sourceIn)

const known: OptionKinds<SqliteOptions> = {
  file: 'text',
  synchronous: ['full', 'normal'],
  clock: 'function',
  maxClockSkew: 'milliseconds',
  patience: 'milliseconds',
  maxBytes: 'count',
}

const sourceIn = (options: SqliteOptions): StoreSource => ({
  name: `sqlite:${options.file}`,
  keys: sqliteKeys({ file: `${options.file}.keys` }),
  open: async () => {
    try {
      const file = fileOptions(options)
      const open = await loadDriver()
      return right(storeOverFile(await connect(open, file), { ...file, open, timeAfter: recordingTime(options) }))
    } catch (error) {
      return left(storeFailureOf(error))
    }
  },
})
