import type { MembershipIndex } from '../kernel/decision.js'
import type { Position, Revision, StreamName } from '../kernel/event.js'

/** The expected state of a stream: its last revision, or that it does not exist. */
export type Expected = Revision | 'noStream'

/** A stream that was read but is not written: it must not have changed. */
export type Unchanged = { readonly stream: StreamName; readonly revision: Expected }

/** No stream may have joined `key` after `position` (`null`: since the beginning). */
export type NoneSince = { readonly index: MembershipIndex; readonly key: string; readonly position: Position | null }
