import type { History } from '../history/history.js'
import type { Journal } from '../journal/journal.js'
import type { RegisterOn } from '../journal/past-registers.js'
import type { Register } from '../register/register.js'

/** What audit questions are answered from. */
export type AuditSource = {
  readonly register: Register
  readonly history: Pick<History, 'log'>
  /** Every event, by the numbers that the log of the history has. */
  readonly journal: Pick<Journal, 'at' | 'countAtOrBefore' | 'countRecordedBy' | 'countUpTo'>
  readonly registerOn: RegisterOn
}
