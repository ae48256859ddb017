import type { Expected, StreamName } from '@clientele/domain'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { EsdbProposed } from '../client/client.js'

/** Events to send to one stream. */
export type Write = {
  readonly stream: StreamName
  readonly expected: Expected
  readonly events: ReadonlyNonEmptyArray<EsdbProposed>
}

/** The next revision. */
export const after = (expected: Expected): number => (expected === 'noStream' ? 0 : expected + 1)
