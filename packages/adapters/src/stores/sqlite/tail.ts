import type { Instant } from '@clientele/domain'
import type { Connection } from './driver/connection.js'

/** The last event of the log: its position (0 when there is none), its id, and when it was recorded. */
export type Tail = { readonly position: number; readonly id: string; readonly recordedAt: Instant | null }

/** The tail of an empty log. */
export const emptyTail: Tail = { position: 0, id: '', recordedAt: null }

/** Creates a function that reads the last event. */
export const tailOf = (connection: Connection): (() => Tail) => {
  const query = connection.prepare<[], Tail>(
    'select position, id, recorded_at as recordedAt from events order by position desc limit 1',
  )
  return () => query.get() ?? emptyTail
}

/** Creates a function: whether another connection has written since its last call; `true` the first time. */
export const createChangeDetector = (connection: Connection): (() => boolean) => {
  const query = connection.prepare<[], number>('pragma data_version').pluck()
  let seen: number | undefined
  return () => {
    const before = seen
    seen = query.get()
    return seen !== before
  }
}
