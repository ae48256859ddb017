import type { History } from '../history/history.js'
import type { Journal } from '../journal/journal.js'
import type { RegisterOn } from '../journal/past-registers.js'
import type { Register } from '../register/register.js'

/** The data that audit questions read. */
export type AuditSource = {
  readonly register: Register
  readonly history: Pick<History, 'log'>
  /** Every event, numbered as in the log of the history. */
  readonly journal: Pick<Journal, 'dataAt' | 'countAtOrBefore' | 'countRecordedBy' | 'countUpTo'>
  readonly registerOn: RegisterOn
}
