import type { EsdbRecorded } from '../client/client.js'
import { noteIntents } from '../intents/intents.js'
import type { OpenStore } from '../open.js'
import type { Tail } from './tail.js'

/** Updates the tail, the event locations and the intents with a page of the log. */
export const notePage = (open: OpenStore, tail: Tail, page: readonly EsdbRecorded[]): void => {
  for (const { event } of tail.take(page)) open.known.note(event)
  noteIntents(open, page)
}
