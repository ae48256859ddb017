import { valuesBetween } from '../data-structures/number-lists.js'
import type { EventIndex } from '../history/log/event-index.js'
import type { HistoryLog } from '../history/log/history-log.js'
import type { AuditSource } from './audit-source.js'

function* numbersBelow(numbers: Iterable<number>, end: number): Iterable<number> {
  for (const number of numbers) if (number < end) yield number
}

const indexUpTo = (index: EventIndex, end: number): EventIndex => ({
  ...index,
  size: Math.min(index.size, end),
  ofSubject: (key) => numbersBelow(index.ofSubject(key), end),
  ofActor: (actor) => valuesBetween(index.ofActor(actor), 0, end),
})

const logUpTo = (log: HistoryLog, end: number): HistoryLog => ({ ...log, index: indexUpTo(log.index, end) })

/** The data for audit questions as known after the first `end` events of the log. */
export const knownSource = (
  { history, journal }: Pick<AuditSource, 'history' | 'journal'>,
  past: Pick<AuditSource, 'register' | 'registerOn'>,
  end: number,
): AuditSource => ({ ...past, journal, history: { log: () => logUpTo(history.log(), end) } })
