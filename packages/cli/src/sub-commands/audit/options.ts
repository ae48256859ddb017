import { channels } from '@clientele/domain'
import { durationKinds } from '@clientele/projections'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { lastingListingOptions, pageOptions } from '../../arguments/options.js'
import { subjectKinds } from '../lists/subject.js'

const origins = ['direct', 'import', 'bulk', 'merge', 'followUp'] as const

/** The options of all questions; each question lists its own. */
export const auditOptions = {
  ...lastingListingOptions,
  ...pageOptions,
  kind: { kind: 'text', about: 'what SUBJECT is; by default the first that has a history', choices: subjectKinds },
  from: { kind: 'date', about: 'the first day, by the clocks of those who acted' },
  to: { kind: 'date', about: 'the last day, by the clocks of those who acted; of a difference by default today' },
  'from-known-at': { kind: 'moment', about: 'the first day as it was known at this instant or position' },
  'to-known-at': { kind: 'moment', about: 'the last day as it was known at this instant or position' },
  'recorded-from': { kind: 'date', about: 'the first day of recording' },
  'recorded-to': { kind: 'date', about: 'the last day of recording' },
  by: { kind: 'text', about: 'only what this actor did' },
  type: { kind: 'texts', names: 'eventType', about: 'only events of these types' },
  field: { kind: 'texts', about: 'only changes of these fields, named as in the JSON of a history' },
  origin: { kind: 'text', about: 'only what came about like this', choices: origins },
  correlation: { kind: 'text', about: 'only what has this correlation id' },
  of: { kind: 'text', about: 'what is counted', choices: durationKinds },
  'as-of': { kind: 'date', about: 'the day that is explained, or up to which it is counted, by default today' },
  employee: { kind: 'text', names: 'employee', about: 'explain why this employee is responsible, or is not' },
  role: { kind: 'text', names: 'role', about: 'in this role' },
  channel: { kind: 'text', about: 'explain whether one may be contacted by this channel', choices: channels },
  customer: { kind: 'text', names: 'customer', about: 'as a contact of this customer' },
  svg: { kind: 'text', about: 'draw the field into this SVG file; - is stdout' },
  command: { kind: 'text', about: 'only what this command did, by its id' },
} as const satisfies Options

/** The option values of a question. */
export type AuditArgs = ArgumentsOf<typeof auditOptions> & {
  readonly QUESTION: string
  readonly SUBJECT: string | undefined
}

/** The names of the options that only some questions have. */
export type QuestionOption = Exclude<
  keyof typeof auditOptions,
  keyof typeof lastingListingOptions | keyof typeof pageOptions | 'kind'
>
