import { CalendarDate, listOf, Origin, oneOf, optional, recordOf, text } from '@clientele/domain'
import { historyKinds } from '../history/line.js'
import { locales } from '../messages/locale.js'
import { page, texts, viewing } from '../questions/fields.js'
import { comparedKinds } from './difference/statements.js'
import { durationKinds } from './durations/durations.js'

const context = { ...viewing, ...page, locale: optional(oneOf('locale', locales)) }
const subject = recordOf('subject', { kind: oneOf('kind of subject', historyKinds), id: text })
const day = optional(CalendarDate)

/** A question for the values of a field. */
export const fieldHistoryQuestion = recordOf('a question for a field', { ...context, subject, field: text })

/** A question for durations. */
export const durationsQuestion = recordOf('a question for durations', {
  ...context,
  subject: recordOf('subject', { kind: oneOf('kind of subject with durations', ['customer']), id: text }),
  of: oneOf('what is counted', durationKinds),
  asOf: day,
})

const moment = recordOf('moment', { asOf: day, knownAt: optional(text) })

/** A question for differences. */
export const differenceQuestion = recordOf('a question for differences', {
  ...context,
  subject: optional(recordOf('subject', { kind: oneOf('kind of subject with fields', comparedKinds), id: text })),
  fields: texts,
  from: moment,
  to: optional(moment),
})

/** A question for changes. */
export const changesQuestion = recordOf('a question for changes', {
  ...context,
  from: day,
  to: day,
  recordedFrom: day,
  recordedTo: day,
  by: optional(text),
  subjects: optional(listOf(subject)),
  types: texts,
  fields: texts,
  origin: optional(Origin),
  correlationId: optional(text),
  commandId: optional(text),
})
