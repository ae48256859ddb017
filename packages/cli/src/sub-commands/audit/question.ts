import type { HistorySubject } from '@clientele/projections'
import type { Ending } from '../../cli-error.js'
import type { Io } from '../../io.js'
import type { Auditing } from '../../opening/opening.js'
import type { AuditArgs, QuestionOption } from './options.js'

/** A question of `clientele audit`. */
export type Question = {
  /** Whether it is about a subject. */
  readonly subject: 'optional' | 'required'
  /** Its options beside those of all questions. */
  readonly takes: readonly QuestionOption[]
  /** Its required options. */
  readonly needs?: readonly QuestionOption[]
  readonly answer: (args: AuditArgs, io: Io, register: Auditing, subject: HistorySubject | undefined) => Promise<Ending>
}
