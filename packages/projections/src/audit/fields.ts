import {
  CalendarDate,
  Channel,
  eitherOf,
  listOf,
  nullable,
  Origin,
  oneOf,
  optional,
  recordOf,
  text,
} from '@clientele/domain'
import * as t from 'io-ts'
import { historyKinds } from '../history/line.js'
import { locales } from '../messages/locale.js'
import { page, position, texts, viewing } from '../questions/fields.js'
import { comparedKinds } from './difference/field-changes.js'
import { durationKinds } from './durations/durations.js'

const context = { ...viewing, ...page, locale: optional(oneOf('locale', locales)) }
const subject = recordOf('subject', { kind: oneOf('kind of subject', historyKinds), id: text })
const day = optional(CalendarDate)

const fieldHistoryQuestion = recordOf('a question for a field', { ...context, subject, field: text })

const durationsQuestion = recordOf('a question for durations', {
  ...context,
  subject: recordOf('subject', { kind: oneOf('kind of subject with durations', ['customer']), id: text }),
  of: oneOf('what is counted', durationKinds),
  asOf: day,
})

const moment = recordOf('moment', { asOf: day, knownAt: optional(text) })

const differenceQuestion = recordOf('a question for differences', {
  ...context,
  subject: optional(recordOf('subject', { kind: oneOf('kind of subject with fields', comparedKinds), id: text })),
  fields: texts,
  from: moment,
  to: optional(moment),
})

const cell = { ...context, employeeId: text, roleId: optional(text), asOf: day }

const responsibilityQuestion = eitherOf(
  'a question for a responsibility',
  recordOf('on a customer', { ...cell, customerId: text, projectId: optional(t.undefined) }),
  recordOf('on a project', { ...cell, projectId: text, customerId: optional(t.undefined) }),
)

const contacting = { ...context, channel: Channel, asOf: day }

const permissionQuestion = eitherOf(
  'a question for a permission',
  recordOf('of a person', { ...contacting, personId: text, customerId: optional(nullable(text)) }),
  recordOf('of a customer', { ...contacting, customerId: text, personId: optional(t.undefined) }),
)

const explainQuestion = eitherOf('a question for a reason', responsibilityQuestion, permissionQuestion)

const changesQuestion = recordOf('a question for changes', {
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
  after: optional(position),
  upTo: optional(position),
})

/** The codec of every audit question, by name. */
export const auditCodecs = {
  changes: changesQuestion,
  changesListing: changesQuestion,
  fieldHistory: fieldHistoryQuestion,
  fieldHistoryListing: fieldHistoryQuestion,
  durations: durationsQuestion,
  durationsListing: durationsQuestion,
  difference: differenceQuestion,
  differenceListing: differenceQuestion,
  explain: explainQuestion,
  explainListing: explainQuestion,
} as const
