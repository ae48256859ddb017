import type { EsdbRecorded } from '../client/client.js'
import { noteIntents } from '../intents/intents.js'
import type { Open } from '../open.js'
import type { Tail } from './tail.js'

/** Notes of a page what this process wants to know of the log. */
export const noteIn = (open: Open, tail: Tail, page: readonly EsdbRecorded[]): void => {
  for (const { event } of tail.take(page)) open.known.note(event)
  noteIntents(open, page)
}
