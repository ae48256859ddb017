import type { Expected, StreamName } from '@clientele/domain'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { EsdbProposed } from '../client/client.js'

/** Events for one stream, as they are sent. */
export type Write = {
  readonly stream: StreamName
  readonly expected: Expected
  readonly events: ReadonlyNonEmptyArray<EsdbProposed>
}

/** The revision after one. */
export const after = (expected: Expected): number => (expected === 'noStream' ? 0 : expected + 1)
