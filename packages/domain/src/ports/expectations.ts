import type { MembershipIndex } from '../kernel/decision.js'
import type { Position, Revision, StreamName } from '../kernel/event.js'

/** Where a stream is expected to stand: at its last revision, or not to exist. */
export type Expected = Revision | 'noStream'

/** A stream that was read and not written: it must not have moved. */
export type Unchanged = { readonly stream: StreamName; readonly revision: Expected }

/** Nobody joined `key` after `position` (`null`: since the beginning). */
export type NoneSince = { readonly index: MembershipIndex; readonly key: string; readonly position: Position | null }
